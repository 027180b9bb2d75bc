"""A mail that comes back: its words go on in the chat, or staff are told of it."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.store import tasks
from handlers.tickets.log import ContactFailed
from handlers.tickets.notice_log import NoticeFailed, NoticeSent
from tests.bot.mail.answers import answer, bounce
from tests.bot.mail.circle.asking import MAIL, became, log, mails, question, untouched
from tests.line_desk import LineDesk


def test_an_answer_in_a_mail_that_bounced_since_goes_on_in_the_chat(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    row = desk.mailed(bounce(mails(desk, MAIL)[0]))
    assert became(desk, row) == ("bounce", "")
    assert "Three years." in jane.text
    assert "came back" not in jane.text
    assert jane.tickets[0].contact is None
    kinds = [type(event) for event in log(desk, jane)]
    assert [kinds.count(one) for one in (ContactFailed, NoticeFailed, NoticeSent)] == [1, 1, 2]
    desk.mailed(bounce(mails(desk, MAIL)[0]))
    assert jane.text.count("Three years.") == 1
    assert jane.tickets[0].tried == {"mail", "line"}, "as the log has it of the answer"
    assert "メール不達" in mails(desk)[-1].subject
    desk.mailed(answer(mails(desk)[0], "#send\nOnce more: three years."))
    assert "Once more: three years." in jane.text


@pytest.mark.parametrize("status", ["4.2.2", "5.1.1"])
def test_a_report_about_somebody_else_or_not_for_good_changes_nothing(desk: LineDesk, status: str) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    recipient = MAIL if status == "4.2.2" else "other@example.org"
    row = desk.mailed(bounce(mails(desk, MAIL)[0], status, recipient=recipient))
    assert became(desk, row)[0] == "bounce"
    assert jane.tickets[0].contact is not None


def test_a_mail_to_staff_that_comes_back_is_told_to_operators_and_changes_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    with capture_logs() as lines:
        assert untouched(desk, jane, bounce(mails(desk)[0])) == ("bounce", "to_staff")
    assert "staff_mail_returned" in [line["event"] for line in lines]
    with desk.database.read() as connection:
        (task,) = tasks.open_tasks(connection)
    assert (task.kind, task.number) == ("staff_mail_returned", jane.tickets[0].number)


def test_a_mail_to_staff_that_is_refused_for_good_is_something_to_look_at(desk: LineDesk) -> None:
    assert desk.mailbox is not None
    desk.mailbox.fail_next(at="recipient", status=550)
    jane = question(desk)
    with desk.database.read() as connection:
        (task,) = tasks.open_tasks(connection)
    assert (task.kind, task.number) == ("mail_failed", jane.tickets[0].number)
    assert "worksmobile" not in task.ref


def test_a_confirmation_mail_that_comes_back_frees_its_address_in_the_chat(desk: LineDesk) -> None:
    jane = desk.person("Jane", "en")
    jane.answers("delete my data", "yes", "own", "everything", MAIL, "send")
    (code,) = mails(desk, MAIL)
    desk.mailed(bounce(code))
    assert "came back" in jane.text
    assert jane.tickets[0].contact is None
    assert desk.broken() == []
