"""Telling a person of a ticket, and what can be seen of it: rungs, calls, mails, the ticket's log."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import notices, ticket_logs
from bot.store.tables import notices as table
from handlers.letters import Letter
from handlers.notices import Notice
from handlers.replies import Press, Text
from handlers.tickets.notice_log import NoticeFailed, NoticeSent, NoticeWaits
from tests.handlers.tickets.lives import NUMBER
from tests.line_desk import LinePerson

PUSH, REPLY, QUOTA = "/v2/bot/message/push", "/v2/bot/message/reply", "/v2/bot/message/quota"
LETTER = Letter(to="jane@example.org", subject="About it", text="It by mail", language="en", number=NUMBER)
LEAD = "We could not send you this on"


def about(
    jane: LinePerson, words: str = "It is so.", version: int = 2, letter: Letter | None = LETTER
) -> Notice:
    text = Text(words, (Press("See it", "status", NUMBER),))
    return Notice(
        number=NUMBER, version=version, requester=jane.lane, text=text, letter=letter, language="en"
    )


def tell(jane: LinePerson, *said: Notice) -> list[notices.Rung]:
    """Owe notices, and let the worker do what is due."""
    desk = jane.desk
    with desk.database.write() as connection:
        rungs = [desk.notices.owe(connection, one, int(desk.now.timestamp() * 1_000)) for one in said]
    desk.work()
    return rungs


def steps(jane: LinePerson) -> list[str]:
    """Return what the ticket's log says of notices."""
    with jane.desk.database.read() as connection:
        log = ticket_logs.log_of(connection, NUMBER)
    return [_step(event) for event in log if isinstance(event, NoticeSent | NoticeFailed | NoticeWaits)]


def _step(event: NoticeSent | NoticeFailed | NoticeWaits) -> str:
    match event:
        case NoticeSent(channel=channel, proven=proven):
            return f"{channel} {'arrived' if proven else 'sent'}"
        case NoticeFailed(channel=channel, why=why):
            return f"{channel} failed: {why}"
    return "waits"


def rungs(jane: LinePerson) -> list[tuple[str, str | None, bool]]:
    """Return the rung and the outcome of each notice, and whether its words are still kept."""
    with jane.desk.database.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).all()
    return [(row.rung, row.outcome, row.sealed is not None) for row in rows]


def calls(jane: LinePerson, path: str) -> list[int | None]:
    return [call.status for call in jane.desk.line.calls if call.path == path]


def mails(jane: LinePerson) -> list[str]:
    assert jane.desk.mailbox is not None
    return [letter.text for letter in jane.desk.mailbox.letters()]


def no_quota(jane: LinePerson) -> None:
    jane.desk.line.quota.limit = jane.desk.line.quota.used(jane.desk.now.timestamp())


def mail_id(jane: LinePerson) -> str:
    """Return what the newest mail is known by."""
    assert jane.desk.mailbox is not None
    return str(jane.desk.mailbox.letters()[-1].message["Message-ID"]).strip("<>").partition(".")[0]


def comes_back(jane: LinePerson, mail: str) -> bool:
    desk = jane.desk
    now = int(desk.now.timestamp() * 1_000)
    with desk.database.write() as connection:
        said = desk.notices.ladder.came_back(connection, NUMBER, mail, now)
    desk.work()
    return said
