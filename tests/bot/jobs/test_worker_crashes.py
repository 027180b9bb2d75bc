"""Worker: a process that dies loses nothing, repeats only what it must, and shows which event ended it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.channels import SendError
from bot.store.engine import Database
from bot.store.inbox import LAST_ATTEMPT
from bot.store.outbox import LEASE_MS
from bot.store.tables import EventState, OwedState
from handlers.wording import say
from tests.bot.jobs.desk import START, Clock, Desk, ProcessEnded, said
from tests.bot.store.rows import claim, stored_debt, stored_event, stored_events

OpenDesk = Callable[..., Desk]


def die_while_sending(desk: Desk) -> None:
    """End like a process that was killed after LINE took the message and before that was written down."""
    desk.worker.turn()
    desk.wait_for_sends()
    desk.close()


def in_seat(open_desk: OpenDesk, database: Database, name: str) -> Desk:
    """Open a desk in the seat that was left: PostgreSQL frees it a moment after its connection has ended."""
    for _ in range(100):
        desk = open_desk(database)
        if desk.seat.name == name:
            return desk
        desk.close()
    raise AssertionError(f"{name} is never free again")


def restart_until_it_lives(open_desk: OpenDesk, database: Database, seat: str) -> tuple[Desk, int]:
    """Restart the worker each time an event ends its process; returns the last one and how many ended."""
    for ended in range(20):
        desk = in_seat(open_desk, database, seat)
        try:
            desk.worker.recover()
            desk.work()
        except ProcessEnded:
            desk.close()
        else:
            return desk, ended
    raise AssertionError("the worker never lives")


def test_what_a_killed_worker_was_sending_comes_back_and_may_have_arrived(
    database: Database, open_desk: OpenDesk
) -> None:
    killed = open_desk(database)
    killed.put(said("e1", "hello"))
    die_while_sending(killed)
    assert stored_debt(database, "e1:0").state == OwedState.LEASED
    desk = open_desk(database)
    desk.worker.recover()
    desk.work()
    ((_, before),) = killed.channel.tried
    ((_, after),) = desk.channel.tried
    assert (before.outcome_unknown, after.outcome_unknown) == (False, True)
    assert (after.retry_key, after.attempts) == (before.retry_key, 2)
    assert stored_debt(database, "e1:0").state == OwedState.SENT


def test_what_a_worker_that_never_comes_back_was_sending_is_sent_when_its_lease_ends(
    database: Database, open_desk: OpenDesk
) -> None:
    desk = open_desk(database)
    desk.channel.answers["hello"] = [SendError("status 503")]
    desk.put(said("e1", "hello"))
    desk.work()
    claim(database, now=START + 500, owner="worker-9")
    desk.work_at(START + 500 + LEASE_MS)
    assert desk.channel.sent == []
    desk.work_at(START + 500 + LEASE_MS + 5_000)
    assert desk.channel.sent == ["hello"]
    assert desk.channel.tries("hello")[-1].outcome_unknown


def test_a_restarted_worker_leaves_alone_what_others_are_sending(
    postgresql_database: Database, open_desk: OpenDesk
) -> None:
    clock = Clock()
    killed, other = open_desk(postgresql_database, clock=clock), open_desk(postgresql_database, clock=clock)
    hold = other.channel.hold("theirs")
    other.put(said("b1", "theirs", lane="ben"))
    other.worker.turn()
    killed.put(said("a1", "mine"))
    name = killed.seat.name
    die_while_sending(killed)
    desk = open_desk(postgresql_database, clock=clock)
    assert desk.seat.name == name
    desk.worker.recover()
    desk.work()
    assert [body for body, _ in desk.channel.tried] == ["mine"]
    hold.set()
    other.work()
    assert stored_debt(postgresql_database, "b1:0").state == OwedState.SENT
    assert not stored_debt(postgresql_database, "b1:0").outcome_unknown


def test_an_event_that_ends_the_process_is_found_and_set_aside_and_its_neighbours_are_answered(
    database: Database, open_desk: OpenDesk
) -> None:
    first = open_desk(database)
    seat = first.seat.name
    first.put(
        said("a1", "hello"), said("b1", "end the process", lane="ben"), said("c1", "good day", lane="cho")
    )
    with pytest.raises(ProcessEnded):
        first.work()
    first.close()
    desk, ended_again = restart_until_it_lives(open_desk, database, seat)
    assert 1 + ended_again == LAST_ATTEMPT
    assert {row.event_id: (row.state, row.attempts) for row in stored_events(database)} == {
        "a1": (EventState.DONE, 1),
        "b1": (EventState.SET_ASIDE, LAST_ATTEMPT),
        "c1": (EventState.DONE, 1),
    }
    assert stored_debt(database, "a1:0").state == stored_debt(database, "c1:0").state == OwedState.SENT
    assert sorted(desk.channel.sent) == sorted(["good day", "hello", say("apology.sorry", "en")])


def test_after_a_crash_the_events_are_tried_alone(database: Database, open_desk: OpenDesk) -> None:
    first = open_desk(database)
    first.put(said("a1", "hello"), said("b1", "end the process", lane="ben"))
    with pytest.raises(ProcessEnded):
        first.work()
    first.close()
    second = open_desk(database)
    with pytest.raises(ProcessEnded):
        second.worker.recover()
    assert stored_event(database, "a1").state == EventState.DONE
    assert second.seat.noted() == [stored_event(database, "b1").id]


def test_nothing_is_blamed_when_the_batch_had_been_written(database: Database, open_desk: OpenDesk) -> None:
    killed = open_desk(database)
    killed.put(said("a1", "hello"))
    die_while_sending(killed)
    open_desk(database).worker.recover()
    assert stored_event(database, "a1").attempts == 0
