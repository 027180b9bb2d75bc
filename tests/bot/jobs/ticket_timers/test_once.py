"""Each word goes out once, however many workers look, and a broken ticket costs only itself."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from bot.channels import Draft
from bot.jobs import ticket_timers as job
from bot.store.engine import Database
from bot.store.tables import ticket_events
from tests.bot.jobs.desk import START, FakeChannel
from tests.bot.jobs.ticket_timers.timed_ticket import (
    DAY,
    HOUR,
    MINUTE,
    OTHER,
    Kept,
    log_of,
    looks,
    next_at,
    owed,
    timers,
)
from tests.handlers.tickets.lives import NUMBER


def test_a_word_goes_out_once_however_often_the_job_runs(database: Database) -> None:
    Kept(database).verifying().store()
    looks(database, DAY, DAY, DAY + MINUTE)
    assert [key for key, _, _ in owed(database)] == [f"ticket:{NUMBER}:5"]
    assert log_of(database) == ["ReminderSent"]


def test_of_many_workers_at_once_one_says_it(database: Database) -> None:
    numbers = [f"PR-2026-00010{place}" for place in range(6)]
    for number in numbers:
        Kept(database, number=number).verifying().store()
    start = threading.Barrier(3)

    def look(_: int) -> None:
        start.wait(10)
        timers().step(database, START + DAY)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(look, range(3)))
    looks(database, DAY)
    assert sorted(key for key, _, _ in owed(database)) == [f"ticket:{number}:5" for number in numbers]
    assert [log_of(database, number) for number in numbers] == [["ReminderSent"]] * 6


def test_more_tickets_than_one_step_takes_are_all_dealt_with(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "_CHUNK", 2)
    for place in range(5):
        Kept(database, number=f"PR-2026-00010{place}").verifying().store()
    assert [timers().step(database, START + DAY) for _ in range(3)] == [False, False, True]
    assert len(owed(database)) == 5


def test_a_row_from_before_there_were_timers_is_looked_at_once(database: Database) -> None:
    Kept(database).verifying().store()
    Kept(database, number=OTHER).store()
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE tickets SET next_at = 0")
    looks(database, HOUR)
    assert (next_at(database), next_at(database, OTHER)) == (START + DAY, None)
    assert owed(database) == []


def test_a_ticket_that_cannot_be_read_costs_only_itself_and_waits_a_day(database: Database) -> None:
    Kept(database).verifying().store()
    Kept(database, "ben", OTHER).verifying().store()
    with database.write() as connection:
        strange = update(ticket_events).where(ticket_events.c.number == NUMBER)
        connection.execute(strange.values(record='{"what":"sung"}'))
    looks(database, DAY)
    assert [key for key, _, _ in owed(database)] == [f"ticket:{OTHER}:5"]
    assert next_at(database) == START + 2 * DAY


def test_when_a_word_cannot_be_owed_nothing_of_it_is_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Sequence[Draft]:
        raise ZeroDivisionError

    monkeypatch.setattr(FakeChannel, "compose", fail)
    Kept(database).verifying().store()
    looks(database, DAY)
    assert (log_of(database), owed(database)) == ([], [])
    assert next_at(database) == START + 2 * DAY
