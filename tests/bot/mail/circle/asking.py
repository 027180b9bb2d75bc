"""A question passed on from the chat, the mails about it, and what becomes of one that comes in."""

from __future__ import annotations

from bot.dev.mailbox import KeptMail
from bot.store import audit, mail_ledger, ticket_logs
from bot.store.mail_ledger import Kept
from handlers.tickets.log import TicketEvent
from tests.line_desk import CENTER, LineDesk, LinePerson

ASKS = {
    "en": ("How many years do you keep the logs of video calls?", "Ask our staff", "Send this question"),
    "ja": ("ビデオ通話のログは何年保存されますか？", "窓口に聞く", "この質問を送る"),
}
MAIL = "jane@example.org"


def question(desk: LineDesk, how: str = "here", language: str = "en") -> LinePerson:
    """Let somebody pass on a question that we cannot answer; the answer goes into the chat or to a mail."""
    person = desk.person("Jane", language)  # type: ignore[arg-type]  # one of the two
    person.answers(*ASKS[language], how, "send")
    assert [ticket.status for ticket in person.tickets] == ["in_review"], person.text
    return person


def mails(desk: LineDesk, to: str = CENTER) -> list[KeptMail]:
    assert desk.mailbox is not None
    return desk.mailbox.letters(to)


def entry(desk: LineDesk, row: int) -> Kept:
    with desk.database.read() as connection:
        return next(one for one in mail_ledger.entries(connection) if one.id == row)


def became(desk: LineDesk, row: int) -> tuple[str | None, str]:
    found = entry(desk, row)
    return found.outcome, found.why


def log(desk: LineDesk, person: LinePerson) -> tuple[TicketEvent, ...]:
    with desk.database.read() as connection:
        return ticket_logs.log_of(connection, person.tickets[0].number)


def untouched(desk: LineDesk, person: LinePerson, raw: bytes) -> tuple[str | None, str]:
    """Let a mail come in that must reach neither ticket nor chat; return what became of it."""
    before, shown, sent = log(desk, person), person.text, len(mails(desk))
    row = desk.mailed(raw)
    assert (log(desk, person), person.text, len(mails(desk))) == (before, shown, sent)
    return became(desk, row)


def turned_away(desk: LineDesk, person: LinePerson, raw: bytes) -> tuple[str | None, str]:
    """Let a mail come in that must be turned away, and told in the audit; return what became of it."""
    found = untouched(desk, person, raw)
    with desk.database.read() as connection:
        (newest,) = mail_ledger.entries(connection, most=1)
        told = [one for one in audit.all_of(connection, desk.seal) if one.what == "mail_turned_away"]
    assert [(one.number, one.ref) for one in told] == [(newest.number, f"mail:{newest.id}")]
    assert told[0].after == (newest.why or newest.outcome)
    assert told[0].staff == "", "a sender that nobody vouches for is not blamed"
    return found
