"""The daily check of all chains: a changed log is found within a day, and whoever looks sees the result."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from bot.jobs import chain_check as job
from bot.jobs.chain_check import CHAINS
from bot.store import chain_checks
from bot.store.chain_checks import ChainCheck
from bot.store.engine import Database
from bot.store.tables import ticket_events, tickets
from tests.bot.jobs.desk import START, Desk
from tests.bot.store.lodged import life_of, lodge

NUMBERS = [f"PR-2026-00010{place}" for place in range(5)]
DAY = 24 * 3_600_000
OpenDesk = Callable[..., Desk]


@pytest.fixture
def kept(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Give a store with five tickets, of which each step looks at two."""
    monkeypatch.setattr(job, "_CHUNK", 2)
    for number in NUMBERS:
        lodge(database, life_of("ana", number=number))
    return database


def newest(database: Database) -> ChainCheck | None:
    with database.read() as connection:
        return chain_checks.newest(connection)


def change_a_word(database: Database, number: str) -> None:
    entry = (ticket_events.c.number == number) & (ticket_events.c.sequence == 2)
    with database.write() as connection:
        connection.execute(update(ticket_events).where(entry).values(record='{"what":1.5}'))


def test_every_chain_is_looked_at_once_a_day(kept: Database, open_desk: OpenDesk) -> None:
    desk = open_desk(kept, jobs=[CHAINS])
    desk.work()
    assert newest(kept) == ChainCheck(START, NUMBERS[-1], checked=5, broken=0, ended_at=START)
    desk.work_at(START + DAY)
    assert newest(kept) == ChainCheck(START + DAY, NUMBERS[-1], checked=5, broken=0, ended_at=START + DAY)


def test_a_chain_that_was_changed_is_named_in_the_log_and_counted(
    kept: Database, open_desk: OpenDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    change_a_word(kept, NUMBERS[3])
    with kept.write() as connection:
        cut = (ticket_events.c.number == NUMBERS[0]) & (ticket_events.c.sequence == 3)
        connection.execute(ticket_events.delete().where(cut))
    open_desk(kept, jobs=[CHAINS]).work()
    found = newest(kept)
    assert found is not None
    assert (found.checked, found.broken) == (5, 2)
    told = [line for line in capsys.readouterr().out.splitlines() if "chain_broken" in line]
    assert [number for number in NUMBERS for line in told if number in line] == [NUMBERS[0], NUMBERS[3]]


def test_a_ticket_without_any_log_is_broken(kept: Database, open_desk: OpenDesk) -> None:
    with kept.write() as connection:
        connection.execute(ticket_events.delete().where(ticket_events.c.number == NUMBERS[1]))
    open_desk(kept, jobs=[CHAINS]).work()
    found = newest(kept)
    assert found is not None
    assert found.broken == 1


def test_a_run_that_was_left_goes_on_where_it_was(kept: Database) -> None:
    assert not job.step(kept, START)
    assert newest(kept) is None
    change_a_word(kept, NUMBERS[0])  # looked at before
    assert not job.step(kept, START + DAY)
    assert job.step(kept, START + DAY)
    assert newest(kept) == ChainCheck(START, NUMBERS[-1], checked=5, broken=0, ended_at=START + DAY)


def test_a_store_without_tickets_is_checked_at_once(database: Database) -> None:
    assert job.step(database, START)
    assert newest(database) == ChainCheck(START, ended_at=START)


def test_the_result_of_the_last_run_stays_while_the_next_goes_on(kept: Database) -> None:
    while not job.step(kept, START):
        pass
    with kept.write() as connection:
        connection.execute(update(tickets).values(head="0" * 64))
    assert not job.step(kept, START + DAY)
    assert newest(kept) == ChainCheck(START, NUMBERS[-1], checked=5, ended_at=START)
    while not job.step(kept, START + DAY):
        pass
    assert newest(kept) == ChainCheck(START + DAY, NUMBERS[-1], checked=5, broken=5, ended_at=START + DAY)
