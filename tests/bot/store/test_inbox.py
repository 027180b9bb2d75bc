"""Inbox: each event once, per person in order, and one that fails costs only itself."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from bot.store import inbox
from bot.store.engine import Database
from bot.store.inbox import BACK_OFF_MS, LAST_ATTEMPT, Backlog
from bot.store.tables import EventState
from tests.bot.store.rows import (
    arrived,
    decide,
    fail,
    fail_for_good,
    head_ids,
    heads,
    put,
    stored_event,
    stored_events,
)


def test_an_event_comes_back_as_it_was_stored(database: Database) -> None:
    put(database, arrived("e1", lane="ana", at=7))
    (event,) = heads(database, now=7)
    assert (event.event_id, event.source, event.lane) == ("e1", "line", "ana")
    assert (event.payload, event.attempts, event.received_at) == (b"sealed e1", 0, 7)


def test_an_event_that_comes_again_is_stored_once_and_keeps_its_first_text(database: Database) -> None:
    put(database, arrived("e1", at=1))
    put(database, arrived("e1", at=2), arrived("e2", at=2))
    assert [(row.event_id, row.received_at) for row in stored_events(database)] == [("e1", 1), ("e2", 2)]


def test_an_event_that_is_twice_in_one_batch_is_stored_once(database: Database) -> None:
    put(database, arrived("e1"), arrived("e2"), arrived("e1"))
    assert [row.event_id for row in stored_events(database)] == ["e1", "e2"]


def test_an_event_that_was_decided_does_not_come_back_when_it_is_delivered_again(database: Database) -> None:
    put(database, arrived("e1"))
    decide(database, "e1")
    put(database, arrived("e1"))
    assert head_ids(database) == []


def test_eight_threads_that_store_the_same_events_store_each_once(database: Database) -> None:
    start = threading.Barrier(8)

    def store(number: int) -> None:
        start.wait(10)
        for event in range(10):
            put(database, arrived(f"e{event}"), arrived(f"own{number}.{event}"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(store, range(8)))
    ids = [row.event_id for row in stored_events(database)]
    assert len(ids) == len(set(ids)) == 10 + 8 * 10


def test_only_the_first_event_of_each_lane_is_due_oldest_first(database: Database) -> None:
    put(database, arrived("b1", lane="ben"), arrived("a1", lane="ana"), arrived("a2", lane="ana"))
    put(database, arrived("b2", lane="ben"), arrived("c1", lane="cho"))
    assert head_ids(database) == ["b1", "a1", "c1"]
    decide(database, "a1")
    assert head_ids(database) == ["b1", "a2", "c1"]


def test_no_more_is_taken_than_asked_for(database: Database) -> None:
    put(database, *(arrived(f"e{number}", lane=f"lane{number}") for number in range(5)))
    assert head_ids(database, most=2) == ["e0", "e1"]


def test_one_event_can_be_taken_alone_when_it_is_the_first_of_its_lane(database: Database) -> None:
    put(database, arrived("b1", lane="ben"), arrived("a1"), arrived("a2"))
    first, second = stored_event(database, "a1").id, stored_event(database, "a2").id
    with database.read() as connection:
        assert [event.event_id for event in inbox.head(connection, 0, first)] == ["a1"]
        assert inbox.head(connection, 0, second) == []


def test_an_event_is_not_due_before_its_time(database: Database) -> None:
    put(database, arrived("e1", at=1_000))
    assert head_ids(database, now=999) == []
    assert head_ids(database, now=1_000) == ["e1"]


def test_an_event_in_back_off_holds_its_lane_and_no_other(database: Database) -> None:
    put(database, arrived("a1"), arrived("a2"), arrived("b1", lane="ben"))
    assert fail(database, "a1", now=0) is False
    assert head_ids(database, now=BACK_OFF_MS[0] - 1) == ["b1"]
    assert head_ids(database, now=BACK_OFF_MS[0]) == ["a1", "b1"]


def test_an_event_fails_ever_more_slowly_and_is_set_aside_the_fifth_time(database: Database) -> None:
    put(database, arrived("a1"), arrived("a2"))
    now = 0
    for wait in BACK_OFF_MS:
        assert fail(database, "a1", now) is False
        assert head_ids(database, now + wait - 1) == []
        now += wait
    assert stored_event(database, "a1").attempts == LAST_ATTEMPT - 1 == 4
    assert fail(database, "a1", now) is True
    row = stored_event(database, "a1")
    assert (row.state, row.attempts, row.done_at) == (EventState.SET_ASIDE, 5, now)
    assert (row.error, row.payload) == ("ValueError", b"sealed a1")
    assert head_ids(database, now) == ["a2"]


def test_a_long_error_is_cut_so_that_it_can_be_stored(database: Database) -> None:
    put(database, arrived("e1"))
    (event,) = heads(database)
    with database.write() as connection:
        inbox.failed(connection, event, "E" * 500, 0)
    assert stored_event(database, "e1").error == "E" * 120


def test_a_failure_does_not_reopen_an_event_that_was_decided_meanwhile(database: Database) -> None:
    put(database, arrived("e1"))
    (event,) = heads(database)
    decide(database, "e1")
    with database.write() as connection:
        inbox.failed(connection, event, "ValueError", 0)
    assert stored_event(database, "e1").state == EventState.DONE


def test_what_an_event_said_is_erased_when_it_is_decided(database: Database) -> None:
    put(database, arrived("e1"), arrived("e2"))
    fail(database, "e1")
    decide(database, "e1", now=9)
    row = stored_event(database, "e1")
    assert (row.state, row.payload, row.done_at, row.error) == (EventState.DONE, None, 9, None)
    assert stored_event(database, "e2").payload == b"sealed e2"


def test_an_event_can_be_left_for_later_without_counting_a_failure(database: Database) -> None:
    put(database, arrived("e1"))
    (event,) = heads(database)
    with database.write() as connection:
        inbox.later(connection, event, due=50)
    assert head_ids(database, now=49) == []
    assert [(event.event_id, event.attempts) for event in heads(database, now=50)] == [("e1", 0)]


def test_suspects_are_those_that_still_wait(database: Database) -> None:
    put(database, arrived("done"), arrived("aside", lane="ben"), arrived("b", lane="cho"), arrived("a"))
    rows = [row.id for row in stored_events(database)]
    decide(database, "done")
    fail_for_good(database, "aside")
    with database.read() as connection:
        assert inbox.suspects(connection, [*reversed(rows), 999]) == rows[2:]
        assert inbox.suspects(connection, []) == []


def test_blame_counts_a_try_and_the_fifth_one_sets_the_event_aside(database: Database) -> None:
    put(database, arrived("e1"), arrived("e2", lane="ben"))
    row = stored_event(database, "e1").id
    for attempts in range(1, LAST_ATTEMPT):
        with database.write() as connection:
            inbox.blame(connection, row, now=5)
        assert stored_event(database, "e1").attempts == attempts
        assert head_ids(database, now=5) == ["e1", "e2"]
    with database.write() as connection:
        inbox.blame(connection, row, now=6)
    blamed = stored_event(database, "e1")
    assert (blamed.state, blamed.done_at, blamed.error) == (EventState.SET_ASIDE, 6, "the process ended")
    assert stored_event(database, "e2").attempts == 0


def test_the_backlog_tells_how_much_waits_and_since_when(database: Database) -> None:
    with database.read() as connection:
        assert inbox.backlog(connection) == Backlog(0, None, 0)
    put(database, arrived("e1", at=10), arrived("e2", at=20), arrived("e3", at=30), arrived("e4", at=5))
    decide(database, "e1", now=40)
    fail_for_good(database, "e4")
    with database.read() as connection:
        assert inbox.backlog(connection) == Backlog(waiting=2, oldest=20, set_aside=1)
