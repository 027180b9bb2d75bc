"""What the log of the ticket and the tasks of staff say of how a notice travelled."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from bot.jobs.late_notices import LateNotices
from bot.store import tasks, ticket_check, ticket_logs
from bot.store.tables import ticket_events
from handlers.tickets.log import DeliveryTried
from tests.bot.jobs.ladder.telling import about, comes_back, mail_id, no_quota, rungs, steps, tell
from tests.handlers.tickets.lives import NUMBER
from tests.line_desk import LinePerson


def answered(jane: LinePerson) -> list[tuple[str, bool]]:
    """Return how the answer of the ticket travelled, as its log has it."""
    with jane.desk.database.read() as connection:
        log = ticket_logs.log_of(connection, NUMBER)
    return [(event.channel, event.proven) for event in log if isinstance(event, DeliveryTried)]


def test_what_carries_the_answer_notes_how_it_travelled_and_other_words_do_not(jane: LinePerson) -> None:
    tell(jane, replace(about(jane), mail_first=True, answers=True), about(jane, version=3))
    assert answered(jane) == [("mail", False)]
    assert comes_back(jane, mail_id(jane))
    assert answered(jane) == [("mail", False), ("line", False)]
    assert jane.desk.broken() == []


def test_an_answer_that_was_handed_over_with_a_reply_has_arrived(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, replace(about(jane, letter=None), answers=True))
    assert answered(jane) == []
    jane.says("hello")
    assert answered(jane) == [("line", True)]


def open_tasks(jane: LinePerson) -> list[tuple[str, str | None]]:
    with jane.desk.database.read() as connection:
        return [(task.kind, task.number) for task in tasks.open_tasks(connection)]


def test_after_a_month_staff_are_told_that_it_did_not_arrive(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    now = int(jane.desk.now.timestamp() * 1_000)
    job = LateNotices(jane.desk.notices.ladder)
    assert job.step(jane.desk.database, now + 30 * 24 * 3_600_000 - 1)
    assert rungs(jane) == [("pending", None, True)]
    assert job.step(jane.desk.database, now + 30 * 24 * 3_600_000)
    assert rungs(jane) == [("pending", "failed", False)]
    assert steps(jane)[-1] == "line failed: nothing_heard"
    assert open_tasks(jane) == [("notice_failed", NUMBER)]
    assert "It is so." not in jane.says("hello")


def test_a_log_that_cannot_be_read_hinders_no_notice(jane: LinePerson) -> None:
    with jane.desk.database.write() as connection:
        strange = update(ticket_events).where(ticket_events.c.number == NUMBER)
        connection.execute(strange.values(record='{"what":"sung"}'))
    tell(jane, about(jane))
    assert rungs(jane) == [("push", "sent", False)]
    assert "It is so." in jane.text


def test_each_step_keeps_the_log_of_the_ticket_whole(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane), about(jane, version=3, letter=None))
    jane.says("hello")
    assert jane.desk.broken() == []
    with jane.desk.database.read() as connection:
        assert ticket_check.check(connection, NUMBER, jane.desk.seal) is None
