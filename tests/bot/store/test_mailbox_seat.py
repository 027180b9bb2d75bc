"""Of several workers one reads the mailbox; whoever comes next takes over from one that has ended."""

from __future__ import annotations

import pytest

from bot.store.engine import Database
from bot.store.errors import StoreDown
from bot.store.mailbox_seat import MailboxSeat, take_mailbox_seat
from bot.store.seat import take_seat


def taken(database: Database) -> MailboxSeat:
    seat = take_mailbox_seat(database)
    assert seat is not None
    return seat


@pytest.mark.postgres
def test_one_worker_has_it_and_another_gets_it_afterwards(postgresql_database: Database) -> None:
    first = taken(postgresql_database)
    assert first.held()
    assert take_mailbox_seat(postgresql_database) is None
    first.close()
    second = taken(postgresql_database)
    assert second.held()
    second.close()


@pytest.mark.postgres
def test_who_loses_the_store_loses_it_and_knows(postgresql_database: Database) -> None:
    first = taken(postgresql_database)
    with postgresql_database.write() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND objid = 0"
        )
    assert not first.held()
    second = taken(postgresql_database)
    assert second.held()
    second.close()


@pytest.mark.postgres
def test_it_is_none_of_the_workers_own_seats(postgresql_database: Database) -> None:
    mailbox, worker = taken(postgresql_database), take_seat(postgresql_database)
    assert worker is not None
    assert worker.name == "worker-1"
    worker.leave()
    mailbox.close()


@pytest.mark.postgres
def test_a_store_that_is_away_is_said_to_be(
    postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql_database, "url", postgresql_database.url.set(database="nowhere"))
    with pytest.raises(StoreDown):
        take_mailbox_seat(postgresql_database)


def test_on_sqlite_the_one_worker_reads(sqlite_database: Database) -> None:
    seat = taken(sqlite_database)
    assert seat.held()
    seat.close()
