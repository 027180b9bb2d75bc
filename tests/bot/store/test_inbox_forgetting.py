"""Inbox: what was said is erased in time, ids are forgotten later, and what is young stays."""

from __future__ import annotations

from bot.store import inbox
from bot.store.engine import Database
from bot.store.tables import EventState
from tests.bot.store.rows import arrived, decide, fail_for_good, put, stored_event, stored_events


def test_the_events_of_a_lane_that_still_hold_text_can_be_listed(database: Database) -> None:
    put(database, arrived("waits"), arrived("aside"), arrived("done"), arrived("other", lane="ben"))
    fail_for_good(database, "aside")
    decide(database, "done")
    with database.read() as connection:
        found = {event.event_id: event.payload for event in inbox.with_text(connection, "ana")}
    assert found == {"waits": b"sealed waits", "aside": b"sealed aside"}


def test_an_erased_event_says_nothing_any_more_and_counts_as_decided(database: Database) -> None:
    put(database, arrived("waits"), arrived("aside", lane="ben"), arrived("stays", lane="cho"))
    fail_for_good(database, "aside", now=1)
    rows = [stored_event(database, name).id for name in ("waits", "aside")]
    with database.write() as connection:
        inbox.erase(connection, rows, now=9)
    for name in ("waits", "aside"):
        row = stored_event(database, name)
        assert (row.state, row.payload, row.done_at) == (EventState.DONE, None, 9)
    assert stored_event(database, "stays").payload == b"sealed stays"


def test_only_old_text_of_events_that_were_set_aside_is_erased(database: Database) -> None:
    put(database, arrived("old"), arrived("young", lane="ben"), arrived("waits", lane="cho"))
    fail_for_good(database, "old", now=99)
    fail_for_good(database, "young", now=100)
    with database.write() as connection:
        assert inbox.erase_text_before(connection, before=100, most=10) == 1
        assert inbox.erase_text_before(connection, before=100, most=10) == 0
    assert {row.event_id: row.payload is None for row in stored_events(database)} == {
        "old": True,
        "young": False,
        "waits": False,
    }
    assert stored_event(database, "old").state == EventState.SET_ASIDE


def test_only_old_events_that_hold_nothing_are_forgotten(database: Database) -> None:
    put(database, *(arrived(name, lane=name) for name in ("old", "young", "aside", "erased", "waits")))
    decide(database, "old", now=99)
    decide(database, "young", now=100)
    fail_for_good(database, "aside", now=1)
    fail_for_good(database, "erased", now=1)
    with database.write() as connection:
        inbox.erase(connection, [stored_event(database, "erased").id], now=50)
    with database.write() as connection:
        assert inbox.forget_before(connection, before=100, most=10) == 2
    assert [row.event_id for row in stored_events(database)] == ["young", "aside", "waits"]


def test_much_that_is_old_goes_in_parts(database: Database) -> None:
    put(database, *(arrived(f"e{number}", lane=f"lane{number}") for number in range(5)))
    for number in range(5):
        decide(database, f"e{number}", now=1)
    counts = []
    for _ in range(4):
        with database.write() as connection:
            counts.append(inbox.forget_before(connection, before=100, most=2))
    assert counts == [2, 2, 1, 0]


def test_the_id_of_an_event_that_was_forgotten_is_not_given_to_another_row(database: Database) -> None:
    put(database, arrived("e1"))
    row = stored_event(database, "e1").id
    decide(database, "e1", now=1)
    with database.write() as connection:
        inbox.forget_before(connection, before=100, most=2)
    put(database, arrived("e2"))
    assert stored_event(database, "e2").id > row
