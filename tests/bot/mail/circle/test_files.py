"""Files that come with a mail: the kinds we open are kept, and go with the mail that brought them."""

from __future__ import annotations

from bot.store import mail_ledger, tickets
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import TicketChange
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.log import IdentityRaised
from tests.bot.mail.answers import answer
from tests.bot.mail.circle.asking import MAIL, log, mails, question
from tests.handlers.tickets.lives import MORI
from tests.line_desk import LineDesk


def test_a_file_that_came_with_an_answer_is_kept_and_another_kind_is_not(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    files = {"proof.pdf": b"%PDF-1.7 proof", "tool.exe": b"MZ"}
    desk.mailed(answer(mails(desk, MAIL)[0], "See the file.", files=files))
    number = jane.tickets[0].number
    assert list(desk.files_of(number).values()) == [b"%PDF-1.7 proof"]
    assert [type(event).__name__ for event in log(desk, jane)[-3:]] == [
        "MessageIn",
        "FileKept",
        "FileRefused",
    ]
    assert desk.broken() == []


def test_a_file_that_shows_who_asks_goes_with_the_mail_that_brought_it(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    plain = desk.mailed(answer(mails(desk, MAIL)[0], "See the file."))
    brought = desk.mailed(answer(mails(desk, MAIL)[0], "Here.", files={"licence.pdf": b"%PDF-1.7 licence"}))
    number, (file,) = jane.tickets[0].number, desk.files_of(jane.tickets[0].number)
    shown = IdentityRaised(at=desk.now, by=MORI, method=Method.DOCUMENT, level=Level.DOCUMENT, files=(file,))
    erased = EvidenceErased(at=desk.now, by=MORI, files=(file,))
    with desk.database.write() as connection:
        change = TicketChange(number, jane.tickets[0].version, (shown, erased))
        tickets.append(connection, [change], desk.seal)
    assert desk.files_of(number) == {}
    with desk.database.read() as connection:
        kept = [mail_ledger.raw(connection, one, desk.seal) is not None for one in (plain, brought)]
    assert kept == [True, False]
    assert {"See the file.", "Here."} <= set(desk.texts_of(number))
