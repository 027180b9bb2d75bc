"""A message may come after it was taken back: then it is as if it had never been written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.store import conversations, inbox, taken_back
from bot.store.engine import Database
from bot.store.inbox import BACK_OFF_MS
from bot.store.tables import EventState
from handlers.events import MessageUnsent
from tests.bot.jobs.desk import SEAL, Desk, happened, said
from tests.bot.store.rows import heads, stored_debts, stored_event, stored_events

OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk(database: Database, open_desk: OpenDesk) -> Desk:
    return open_desk(database)


def take_back(desk: Desk, message_id: str, lane: str = "ana", event_id: str = "undo") -> None:
    desk.put(happened(event_id, MessageUnsent, lane=lane, message_id=message_id))
    desk.work()


def test_a_message_that_was_taken_back_before_it_came_is_neither_answered_nor_remembered(desk: Desk) -> None:
    take_back(desk, "m1")
    desk.put(said("e1", "hello", message_id="m1"))
    desk.work()
    assert desk.channel.sent == []
    assert stored_debts(desk.database) == []
    assert stored_event(desk.database, "e1").state == EventState.DONE
    with desk.database.read() as connection:
        assert conversations.load(connection, ["ana"], SEAL)["ana"].language == "ja"  # not "en", as answered


def test_other_messages_of_the_same_person_are_answered(desk: Desk) -> None:
    take_back(desk, "m1")
    desk.put(said("e2", "hello", message_id="m2"))
    desk.work()
    assert desk.channel.sent == ["hello"]


def test_nobody_can_take_back_what_somebody_else_wrote(desk: Desk) -> None:
    take_back(desk, "m1", lane="ben")
    desk.put(said("e1", "hello", lane="ana", message_id="m1"))
    desk.work()
    assert desk.channel.sent == ["hello"]


def test_a_message_without_an_id_is_answered(desk: Desk) -> None:
    take_back(desk, "m1")
    desk.put(said("e1", "hello"))
    desk.work()
    assert desk.channel.sent == ["hello"]


def test_nobody_is_told_sorry_about_a_message_they_took_back(desk: Desk) -> None:
    take_back(desk, "m1")
    desk.put(said("e1", "hello", message_id="m1"))
    (event,) = heads(desk.database, desk.clock.now)
    with desk.database.write() as connection:
        desk.dispatch.apologise(connection, event, desk.clock.now)
    assert stored_debts(desk.database) == []


def test_somebody_else_is_told_sorry(desk: Desk) -> None:
    desk.put(said("e1", "break", message_id="m1"))
    for wait in (0, *BACK_OFF_MS):
        desk.work_at(desk.clock.now + wait)
    assert len(desk.channel.sent) == 1


def test_the_note_tells_nothing_of_the_message_and_goes_with_the_other_ids(desk: Desk) -> None:
    take_back(desk, "m1")
    take_back(desk, "m1", event_id="undo again")
    (note,) = [row for row in stored_events(desk.database) if row.event_id.startswith("unsent:")]
    assert note.event_id == taken_back.event_id("ana", "m1", SEAL)
    assert "m1" not in note.event_id
    assert (note.payload, note.done_at) == (None, desk.clock.now)
    with desk.database.write() as connection:
        assert inbox.forget_before(connection, desk.clock.now + 1, 10) == 3
    assert stored_events(desk.database) == []
