"""Worker: it wakes when something arrives, outlives an outage, and finishes what it sends when it stops."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.store import inbox
from bot.store.engine import Database
from bot.store.errors import StoreDown
from bot.store.tables import EventState, OwedState
from tests.bot.jobs.desk import PATIENCE, Desk, said
from tests.bot.store.rows import stored_debt, stored_event


@contextmanager
def running(desk: Desk) -> Iterator[threading.Thread]:
    """Let the worker run in a thread; it is stopped at the end of the block."""
    thread = threading.Thread(target=desk.worker.run, daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        desk.worker.stop()
        for hold in desk.channel.holds.values():
            hold.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def arrive(desk: Desk, event_id: str, text: str) -> None:
    with desk.database.write(wake_workers=True) as connection:
        inbox.put(connection, [said(event_id, text)])


def wait_for_a_try(desk: Desk) -> None:
    assert desk.channel.reached.acquire(timeout=PATIENCE)


def test_what_arrives_while_the_worker_waits_is_answered(desk: Desk) -> None:
    with running(desk):
        for number in range(3):
            arrive(desk, f"e{number}", f"hello {number}")
            wait_for_a_try(desk)
    assert desk.channel.sent == ["hello 0", "hello 1", "hello 2"]
    assert stored_debt(desk.database, "e2:0").state == OwedState.SENT


def test_a_worker_that_is_asked_to_stop_finishes_what_it_sends_and_begins_nothing_new(desk: Desk) -> None:
    hold = desk.channel.hold("hello")
    with running(desk) as thread:
        arrive(desk, "e1", "hello")
        wait_for_a_try(desk)
        desk.worker.stop()
        arrive(desk, "e2", "too late")
        hold.set()
        thread.join(PATIENCE)
    assert desk.channel.sent == ["hello"]
    assert stored_debt(desk.database, "e1:0").state == OwedState.SENT


def test_a_worker_that_stopped_in_order_blames_no_event(
    desk: Desk, database: Database, open_desk: Callable[..., Desk]
) -> None:
    with running(desk):
        arrive(desk, "e1", "break")
        with desk.database.write(wake_workers=True) as connection:
            inbox.put(connection, [said("e2", "hello", lane="ben")])
        wait_for_a_try(desk)
    desk.close()
    assert stored_event(database, "e1").attempts == 1
    open_desk(database).worker.recover()
    row = stored_event(database, "e1")
    assert (row.attempts, row.error, row.state) == (1, "HandlerBroke", EventState.READY)


def test_a_worker_outlives_a_store_that_is_away_for_a_while(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.worker._LONGEST_WAIT_MS", 1)
    real, outages = desk.database.unit, iter(range(3))

    def unit() -> object:
        for _ in outages:
            raise StoreDown("away")
        return real()

    monkeypatch.setattr(desk.database, "unit", unit)
    with running(desk):
        arrive(desk, "e1", "hello")
        wait_for_a_try(desk)
    assert desk.channel.sent == ["hello"]


def test_a_worker_whose_seat_is_lost_ends_so_that_a_new_one_takes_a_new_seat(
    postgresql_database: Database, open_desk: Callable[..., Desk]
) -> None:
    desk = open_desk(postgresql_database)
    desk.worker.recover()
    with postgresql_database.write() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with pytest.raises(StoreDown, match="SeatLost"):
        desk.worker.run()
