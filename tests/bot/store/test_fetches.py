"""Fetches: how one ended is told once, and a message that was taken back leaves nothing behind."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store import fetches, files, inbox
from bot.store.engine import Database
from bot.store.outcomes import Sent
from bot.store.tables import EventState, OwedState
from tests.bot.store.attached import MESSAGE, a_file, call_off, ended, keep, rows, settle, under_way
from tests.bot.store.lodged import SEAL, life_of, lodge
from tests.bot.store.rows import head_ids, record, stored_debts, stored_event, stored_events


@pytest.fixture
def row(database: Database) -> int:
    """Give the row of a fetch that is under way, for a ticket that is there."""
    lodge(database, life_of("ana"))
    return under_way(database)


def test_the_end_of_a_fetch_is_told_with_the_file_at_once(database: Database, row: int) -> None:
    assert settle(database, row, a_file())
    assert [file.id for file in rows(database)] == ["f1"]
    assert head_ids(database) == ["file:f1"]


def test_a_refusal_is_told_without_a_file(database: Database, row: int) -> None:
    assert settle(database, row, None)
    assert (rows(database), head_ids(database)) == ([], ["file:f1"])


def test_what_is_done_twice_is_done_once(database: Database, row: int) -> None:
    assert settle(database, row, a_file())
    assert settle(database, row, a_file())
    assert (len(rows(database)), len(stored_events(database))) == (1, 1)


def test_a_file_that_comes_after_its_refusal_was_told_is_not_kept(database: Database, row: int) -> None:
    assert settle(database, row, None)
    assert settle(database, row, a_file())
    assert rows(database) == []


def test_the_same_message_is_fetched_once(database: Database, row: int) -> None:
    with pytest.raises(ValueError, match="unpack"):
        under_way(database)
    assert len(stored_debts(database)) == 1


@pytest.mark.parametrize("file", [a_file(), None], ids=["a file", "a refusal"])
def test_nothing_is_written_for_a_message_that_was_taken_back(
    database: Database, row: int, file: files.SealedFile | None
) -> None:
    assert call_off(database)
    assert not settle(database, row, file)
    assert (rows(database), stored_events(database)) == ([], [])
    (debt,) = stored_debts(database)
    assert (debt.state, debt.body, debt.done_at) == (OwedState.CANCELLED, None, 5)


def test_a_try_that_ends_after_it_was_called_off_does_not_revive_it(database: Database, row: int) -> None:
    call_off(database)
    record(database, Sent(row, "fetched"))
    (debt,) = stored_debts(database)
    assert debt.state == OwedState.CANCELLED


def test_only_the_fetch_of_that_message_and_person_is_called_off(database: Database, row: int) -> None:
    assert not call_off(database, message_id="2")
    assert not call_off(database, lane="ben")
    assert settle(database, row, a_file())


def test_what_was_fetched_and_not_told_yet_is_not_told_any_more(database: Database, row: int) -> None:
    settle(database, row, a_file())
    record(database, Sent(row, "fetched"))
    with database.write() as connection:
        assert not fetches.call_off(connection, "ana", MESSAGE, 5, SEAL)
        assert files.erase_from(connection, "ana", MESSAGE, SEAL) == ((a_file().number, "f1"),)
    event = stored_event(database, "file:f1")
    assert (event.state, event.payload) == (EventState.DONE, None)


def test_the_event_of_another_file_still_waits(database: Database, row: int) -> None:
    settle(database, row, a_file())
    keep(database, a_file("f2", message_id="2"))
    with database.write() as connection:
        inbox.put(connection, [ended("f2", lane="ben")])
    call_off(database)
    assert head_ids(database) == ["file:f2"]


def test_a_fetch_of_which_nothing_is_known_writes_nothing(database: Database) -> None:
    assert not settle(database, 4711, None)
    assert stored_events(database) == []


def test_a_file_that_arrives_while_its_message_is_taken_back_is_erased_or_never_kept(
    postgresql_database: Database,
) -> None:
    """Whoever comes first: two real transactions at once, and no bytes stay."""
    lodge(postgresql_database, life_of("ana"))
    for number in range(10):
        message_id, file_id = str(number), f"f{number}"
        row = under_way(postgresql_database, message_id=message_id)
        together = threading.Barrier(2)

        def arrive(row: int = row, file_id: str = file_id, message_id: str = message_id) -> None:
            together.wait(10)  # noqa: B023  # both threads end before the next barrier is made
            settle(postgresql_database, row, a_file(file_id, message_id), ended(file_id))

        def take_back(message_id: str = message_id) -> None:
            together.wait(10)  # noqa: B023  # the same
            with postgresql_database.write() as connection:
                fetches.call_off(connection, "ana", message_id, 5, SEAL)
                files.erase_from(connection, "ana", message_id, SEAL)

        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(arrive), threads.submit(take_back)]:
                done.result(20)
    assert [row.id for row in rows(postgresql_database) if row.sealed is not None] == []
    assert head_ids(postgresql_database) == []
