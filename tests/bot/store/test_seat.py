"""Seats: one worker each, with a name that a restarted worker gets again, and a bell that wakes at once."""

from __future__ import annotations

import threading

import pytest

from bot.store.engine import Database, PostgresDatabase, open_database
from bot.store.errors import StoreDown
from bot.store.seat import _LOCK_SPACE, Seat, take_seat
from tests.bot.store.another_process import another_process
from tests.bot.store.rows import arrived, head_ids, put

LONG = 60.0  # seconds; a wait that really takes so long is a failure


def seat_at(database: Database) -> Seat:
    seat = take_seat(database)
    assert seat is not None
    return seat


def address(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def wait_in_thread(seat: Seat) -> threading.Thread:
    thread = threading.Thread(target=seat.wait, args=(LONG,), daemon=True)
    thread.start()
    return thread


STORES = """
import sys
from bot.store import inbox
from bot.store.engine import open_database
from bot.store.inbox import NewEvent

database = open_database(sys.argv[1])
with database.write(wake_workers=True) as connection:
    inbox.put(connection, [NewEvent("e1", "line", "ana", b"", 0)])
"""


def test_what_another_process_stores_wakes_a_seat_that_waits(database: Database) -> None:
    seat = seat_at(database)
    waiting = wait_in_thread(seat)
    with another_process(STORES, address(database)) as other:
        waiting.join(LONG / 2)
        assert not waiting.is_alive()
        assert other.close() == 0
    assert head_ids(database) == ["e1"]
    seat.leave()


def test_a_bell_that_rang_before_the_wait_is_heard_once(database: Database) -> None:
    seat = seat_at(database)
    with database.write(wake_workers=True):
        pass
    wait_in_thread(seat).join(LONG / 2)
    still_waiting = wait_in_thread(seat)
    still_waiting.join(0.05)
    assert still_waiting.is_alive()
    seat.ring()
    still_waiting.join(LONG / 2)
    assert not still_waiting.is_alive()
    seat.leave()


def test_a_write_that_wakes_nobody_does_not_ring(database: Database) -> None:
    seat = seat_at(database)
    waiting = wait_in_thread(seat)
    put(database, arrived("e1"))
    waiting.join(0.05)
    assert waiting.is_alive()
    seat.ring()
    waiting.join(LONG / 2)
    seat.leave()


def test_another_thread_of_the_process_can_wake_a_seat(database: Database) -> None:
    seat = seat_at(database)
    waiting = wait_in_thread(seat)
    seat.ring()
    waiting.join(LONG / 2)
    assert not waiting.is_alive()
    seat.leave()


def test_much_ringing_does_not_block_whoever_rings(database: Database) -> None:
    seat = seat_at(database)
    for _ in range(70_000):  # more than a pipe holds
        seat.ring()
    seat.wait(LONG)
    seat.leave()


def test_nobody_has_to_be_there_to_hear_the_bell(database: Database) -> None:
    with database.write(wake_workers=True) as connection:
        assert connection is not None


def test_notes_survive_whoever_wrote_them(database: Database) -> None:
    seat = seat_at(database)
    assert seat.noted() == []
    seat.note([11, 12, 1_000_000])
    seat.note([7])
    seat.leave()
    again = seat_at(database)
    assert again.name == seat.name == "worker-1"
    assert again.noted() == [7]
    again.note([])
    assert again.noted() == []
    again.leave()


def test_there_is_one_seat_at_a_sqlite_file(sqlite_database: Database) -> None:
    seat = seat_at(sqlite_database)
    assert take_seat(sqlite_database) is None
    seat.leave()
    again = seat_at(sqlite_database)
    again.leave()


def test_each_worker_at_postgres_has_a_seat_and_the_first_free_one_is_taken_again(
    postgresql_database: Database,
) -> None:
    first, second = seat_at(postgresql_database), seat_at(postgresql_database)
    assert (first.name, second.name) == ("worker-1", "worker-2")
    second.note([2])
    first.leave()
    again = seat_at(postgresql_database)
    assert again.name == "worker-1"
    assert (again.noted(), second.noted()) == ([], [2])
    for seat in (second, again):
        seat.leave()


SITS = """
import sys
from bot.store.engine import open_database
from bot.store.seat import take_seat

seat = take_seat(open_database(sys.argv[1]))
seat.note([3, 4])
print(seat.name, flush=True)
sys.stdin.readline()
"""


def test_a_killed_process_frees_its_seat_and_leaves_its_note(database: Database) -> None:
    with another_process(SITS, address(database)) as other:
        assert other.hear() == "worker-1"
        other.kill()
    seat = _seat_once_free(database)
    assert seat.noted() == [3, 4]
    seat.leave()


def _seat_once_free(database: Database) -> Seat:
    """PostgreSQL notices the end of a killed session a moment later; its lock says when."""
    if isinstance(database, PostgresDatabase):
        with database.write() as connection:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, 1)", (_LOCK_SPACE,))
    seat = seat_at(database)
    assert seat.name == "worker-1"
    return seat


def test_a_worker_whose_session_ended_notices_that_its_seat_is_lost(postgresql_database: Database) -> None:
    seat = seat_at(postgresql_database)
    with postgresql_database.write() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with pytest.raises(StoreDown, match="SeatLost"):  # noqa: PT012  # the server's farewell wakes it once
        for _ in range(2):
            seat.wait(LONG)
    with pytest.raises(StoreDown, match="SeatLost"):
        seat.note([1])
    seat.leave()


def test_no_seat_can_be_taken_where_there_is_no_database(postgresql_database: Database) -> None:
    away = open_database(address(postgresql_database) + "_that_is_not_there")
    with pytest.raises(StoreDown):
        take_seat(away)
