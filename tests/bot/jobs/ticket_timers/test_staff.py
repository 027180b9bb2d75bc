"""Staff hear by mail of a period that runs out and of a conversation they left, while they are at work."""

from __future__ import annotations

from dataclasses import replace

from bot.store.engine import Database
from bot.store.outbox import thread_lane
from handlers.escalating.staff import Staff
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level
from handlers.tickets.handover_log import HandoverBegan
from handlers.tickets.hours import read_hours
from handlers.tickets.statuses import Move
from tests.bot.jobs.desk import SEAL, START
from tests.bot.jobs.ticket_timers.timed_ticket import (
    BEGUN,
    DAY,
    HOUR,
    MINUTE,
    Kept,
    log_of,
    looks,
    next_at,
    owed,
    timers,
    warned,
)
from tests.bot.store.rows import stored_debts
from tests.builders import EMAIL
from tests.handlers.tickets.lives import MORI, NUMBER


def test_staff_are_mailed_each_warning_once_and_it_stands_in_the_log(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    looks(database, *(day * DAY for day in range(1, 8)), 7 * DAY, mails=True)
    assert warned(database) == [
        (EMAIL, f"[窓口] {NUMBER} 社内目標の50%経過"),
        (EMAIL, f"[窓口] {NUMBER} 法定期限の50%経過"),
    ]
    assert log_of(database) == ["DeadlineWarned", "DeadlineWarned"]
    lanes = {row.lane for row in stored_debts(database)}
    assert lanes == {thread_lane(f"ticket.{NUMBER}.staff", EMAIL, SEAL)}


def test_a_warning_waits_until_people_are_at_work(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    looks(database, 5 * DAY, 7 * DAY, mails=True)
    monday = 9 * DAY + 16 * HOUR  # 09:00 in Japan; three quarters of our target are over on Saturday
    assert next_at(database) == START + monday
    looks(database, monday - 1, mails=True)
    assert len(warned(database)) == 2
    looks(database, monday, mails=True)
    assert warned(database)[2:] == [(EMAIL, f"[窓口] {NUMBER} 社内目標の90%経過")]


def test_a_conversation_that_staff_leave_goes_back_and_both_sides_are_told_once(database: Database) -> None:
    kept = Kept(database)
    kept.life.add(HandoverBegan(at=BEGUN, by=MORI))
    kept.store()
    looks(database, 2 * HOUR - 1, mails=True)
    assert (log_of(database), owed(database)) == ([], [])
    looks(database, 2 * HOUR, 2 * HOUR + MINUTE, mails=True)
    assert log_of(database) == ["HandoverEnded"]
    assert warned(database) == [(EMAIL, f"[窓口] {NUMBER} 時間切れでボットに戻りました")]
    (chat,) = [body for _, channel, body in owed(database) if channel == "fake"]
    assert "ここからはボットがお答えします" in chat


def test_the_hours_of_the_desk_decide_when_staff_are_warned(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    early = replace(timers(mails=True), staff=Staff(hours=read_hours("07:00-16:30")))
    half = 5 * DAY  # 17:00 in Japan, when they have gone
    assert early.step(database, START + half)
    assert (warned(database), next_at(database)) == ([], START + half + 14 * HOUR)
    assert early.step(database, START + half + 14 * HOUR)
    assert len(warned(database)) == 1


def test_without_mails_no_warning_is_noted_that_nobody_got(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    looks(database, *(day * DAY for day in range(1, 20)))
    assert (log_of(database), owed(database), next_at(database)) == ([], [], None)
