"""A requester who is silent is reminded by day, then the ticket ends and its content is erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.store import addresses, ticket_check, ticket_logs, ticket_texts
from bot.store.engine import Database
from handlers.tickets.log import Channel, MessageIn
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from tests.bot.jobs.desk import SEAL, START, Desk
from tests.bot.jobs.ticket_timers.timed_ticket import (
    BEGUN,
    DAY,
    HOUR,
    Kept,
    log_of,
    looks,
    next_at,
    owed,
    timers,
)
from tests.handlers.tickets.lives import NUMBER, PERSON

OpenDesk = Callable[..., Desk]


def test_a_silent_requester_hears_three_words_until_the_content_is_erased(
    database: Database, open_desk: OpenDesk
) -> None:
    kept = Kept(database).verifying()
    kept.said("words", "my whole life")
    kept.life.add(MessageIn(at=BEGUN, by=PERSON, channel=Channel.LINE, text=KeptText("words")))
    kept.store()
    desk = open_desk(database, jobs=[timers().job])
    for hour in (*range(0, 16 * 24, 8), *range(16 * 24, 390 * 24, 5 * 24)):
        desk.work_at(START + hour * HOUR)
    happened = ["ReminderSent", "ReminderSent", "end_unidentified"]
    assert log_of(database) == [step for one in happened for step in (one, "NoticeSent")] + ["purge"]
    assert len(desk.channel.sent) == 3
    assert [NUMBER in text for text in desk.channel.sent] == [True] * 3
    assert next_at(database) is None
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == {"words": None}
        assert addresses.find(connection, "ana", SEAL) is None
        assert ticket_check.check(connection, NUMBER, SEAL) is None


def test_who_does_not_answer_our_question_hears_of_it_and_can_reopen(database: Database) -> None:
    Kept(database).asked().store()
    looks(database, DAY, 3 * DAY, 14 * DAY)
    assert log_of(database) == ["ReminderSent", "ReminderSent", "end_unanswered"]
    said = [text for _, _, text in owed(database)]
    assert "お返事をお待ちしています" in said[0]
    assert "1月28日まで" in said[0]  # it ends on the 29th, at 17:00
    assert "2月27日までは再開できます" in said[2]


def test_closing_and_erasing_say_nothing(database: Database) -> None:
    life = Kept(database)
    life.life.move(Move.WITHDRAW, by=replace(PERSON, id="ana"))
    life.store()
    looks(database, 364 * DAY, 365 * DAY)
    assert log_of(database) == ["purge"]
    assert owed(database) == []


def test_nothing_is_said_at_night_and_what_was_due_then_comes_in_the_morning(database: Database) -> None:
    Kept(database).verifying().store()
    evening = DAY + 5 * HOUR  # 22:00 in Japan, where the job looks late
    looks(database, evening)
    assert (log_of(database), next_at(database)) == ([], START + DAY + 15 * HOUR)
    looks(database, DAY + 15 * HOUR - 1)
    assert owed(database) == []
    looks(database, DAY + 15 * HOUR)
    assert log_of(database) == ["ReminderSent"]


def test_what_the_requester_did_meanwhile_is_seen(database: Database) -> None:
    kept = Kept(database).verifying().store()
    kept.life.wait(hours=23)
    kept.named().store()
    looks(database, DAY)
    assert owed(database) == []
    with database.read() as connection:
        assert Ticket.of(ticket_logs.log_of(connection, NUMBER)).reminders == 0
    looks(database, DAY + 23 * HOUR + HOUR)
    assert len(owed(database)) == 1
