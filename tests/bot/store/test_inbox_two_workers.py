"""Inbox on PostgreSQL: two workers never decide the same event, nor two of one person, at the same time."""

from __future__ import annotations

import threading

from bot.store import inbox
from bot.store.engine import Database
from tests.bot.store.rows import arrived, put, stored_events


def test_two_transactions_never_take_the_same_event_nor_two_of_one_lane(
    postgresql_database: Database,
) -> None:
    put(
        postgresql_database,
        arrived("a1"),
        arrived("a2"),
        arrived("b1", lane="ben"),
        arrived("c1", lane="cho"),
    )
    with postgresql_database.unit() as one, postgresql_database.unit() as two:
        first = inbox.heads(one.read, 0, most=2)
        second = inbox.heads(two.read, 0, most=10)
        assert [event.event_id for event in first] == ["a1", "b1"]
        assert [event.event_id for event in second] == ["c1"]


def test_the_next_event_of_a_lane_is_free_once_the_first_one_is_decided(
    postgresql_database: Database,
) -> None:
    put(postgresql_database, arrived("a1"), arrived("a2"))
    with postgresql_database.unit() as one, postgresql_database.unit() as two:
        taken = inbox.heads(one.read, 0, most=10)
        with one.write() as connection:
            inbox.done(connection, [event.id for event in taken], 0)
        assert [event.event_id for event in inbox.heads(two.read, 0, most=10)] == ["a2"]


def test_an_event_is_free_again_when_the_transaction_that_took_it_ends_without_a_word(
    postgresql_database: Database,
) -> None:
    put(postgresql_database, arrived("a1"))
    with postgresql_database.unit() as one:
        assert len(inbox.heads(one.read, 0, most=10)) == 1
    with postgresql_database.unit() as two:
        assert len(inbox.heads(two.read, 0, most=10)) == 1


def test_storing_and_forgetting_do_not_wait_for_a_worker_that_thinks(postgresql_database: Database) -> None:
    put(postgresql_database, arrived("a1"))
    with postgresql_database.unit() as thinking:
        inbox.heads(thinking.read, 0, most=10)
        put(postgresql_database, arrived("a2"), arrived("b1", lane="ben"))
        with postgresql_database.write() as connection:
            inbox.forget_before(connection, before=1, most=10)
    assert [row.event_id for row in stored_events(postgresql_database)] == ["a1", "a2", "b1"]


def test_an_event_is_never_stored_behind_a_later_one_that_is_visible_already(
    postgresql_database: Database,
) -> None:
    """A second web process waits for the first one's commit before its events get their places."""
    stored = threading.Event()

    def second() -> None:
        put(postgresql_database, arrived("a2"))
        stored.set()

    with postgresql_database.write() as connection:
        inbox.put(connection, [arrived("a1")])
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not stored.wait(0.1)
    waiting.join(10)

    assert [row.event_id for row in stored_events(postgresql_database)] == ["a1", "a2"]
