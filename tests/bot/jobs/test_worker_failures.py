"""Worker: one event that fails costs only itself, and the person it came from hears something honest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from bot.channels import SendError
from bot.dispatch import Decided, Dispatch
from bot.store import tasks
from bot.store.engine import Connection
from bot.store.inbox import BACK_OFF_MS
from bot.store.sealing import Seal
from bot.store.tables import EventState, OwedState
from handlers.events import ButtonPressed, MessageUnsent
from handlers.wording import say
from tests.bot.jobs.desk import OTHER_KEY, START, Desk, HandlerBroke, happened, said
from tests.bot.store.rows import stored_debt, stored_debts, stored_event, stored_events

STRANGE = Seal([OTHER_KEY], "sixteen letters or more")


def fail_five_times(desk: Desk) -> None:
    desk.work()
    for wait in BACK_OFF_MS:
        desk.work_at(desk.clock.now + wait)


def test_an_event_that_fails_costs_only_itself(desk: Desk) -> None:
    desk.put(said("a1", "break"), said("b1", "hello", lane="ben"), said("c1", "good day", lane="cho"))
    desk.work()
    assert sorted(desk.channel.sent) == ["good day", "hello"]
    row = stored_event(desk.database, "a1")
    assert (row.state, row.attempts, row.error) == (EventState.READY, 1, "HandlerBroke")


def test_an_event_that_fails_is_tried_again_later_and_then_answered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([HandlerBroke(), HandlerBroke()])
    decide = desk.dispatch.decide

    def sometimes(*values: Any) -> Decided:
        for failure in failures:
            raise failure
        return decide(*values)

    monkeypatch.setattr(desk.dispatch, "decide", sometimes)
    desk.put(said("e1", "hello"))
    desk.work()
    desk.work_at(START + BACK_OFF_MS[0])
    desk.work_at(START + BACK_OFF_MS[0] + BACK_OFF_MS[1] - 1)
    assert (desk.channel.sent, stored_event(desk.database, "e1").attempts) == ([], 2)
    desk.work_at(START + BACK_OFF_MS[0] + BACK_OFF_MS[1])
    assert desk.channel.sent == ["hello"]


def test_after_five_failures_the_event_is_set_aside_and_the_person_hears_an_apology(desk: Desk) -> None:
    desk.put(said("a1", "break"), said("a2", "hello"))
    fail_five_times(desk)
    row = stored_event(desk.database, "a1")
    assert (row.state, row.attempts, row.payload is None) == (EventState.SET_ASIDE, 5, False)
    with desk.database.read() as connection:
        found = [(task.kind, task.ref) for task in tasks.open_tasks(connection)]
    assert found == [("event_set_aside", "a1")]
    assert desk.channel.sent == [say("apology.sorry", "en"), "hello"]


def test_the_apology_still_uses_the_free_reply_token(desk: Desk) -> None:
    desk.put(said("a1", "break"))
    fail_five_times(desk)
    assert stored_debt(desk.database, "a1:0").sent_as == "reply"


def test_who_pressed_a_button_that_fails_hears_an_apology_in_their_language(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put(said("a1", "hello"))
    desk.work()
    monkeypatch.setattr("bot.dispatch.decide", _breaks)
    desk.put(happened("a2", ButtonPressed, command="topics"))
    fail_five_times(desk)
    assert desk.channel.sent == ["hello", say("apology.sorry", "en")]


def test_nobody_is_bothered_with_an_apology_who_waits_for_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.dispatch.decide", _breaks)
    desk.put(happened("a1", MessageUnsent, message_id="m1"), said("g1", "chat", lane="group", place="group"))
    fail_five_times(desk)
    assert [row.state for row in stored_events(desk.database)] == [EventState.SET_ASIDE] * 2
    assert list(stored_debts(desk.database)) == []


def _breaks(*_: object) -> None:
    raise HandlerBroke


class Unwritable:
    """Refuses to write what came of some events."""

    def __init__(self, dispatch: Dispatch, refused: str) -> None:
        self._record = dispatch.record
        self._refused = refused
        self.sizes: list[int] = []

    def __call__(self, connection: Connection, decided: Sequence[Decided], now: int, seat: str) -> None:
        self.sizes.append(len(decided))
        self._record(connection, decided, now, seat)
        if any(one.stored.event_id == self._refused for one in decided):
            raise ValueError("cannot be written")


def test_what_cannot_be_written_for_one_event_of_a_batch_costs_only_that_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Unwritable(desk.dispatch, "b1")
    monkeypatch.setattr(desk.dispatch, "record", record)
    desk.put(said("a1", "one"), said("b1", "two", lane="ben"), said("c1", "three", lane="cho"))
    desk.work()
    assert record.sizes == [3, 1, 1, 1]
    assert sorted(desk.channel.sent) == ["one", "three"]
    assert {row.event_id: (row.state, row.attempts) for row in stored_events(desk.database)} == {
        "a1": (EventState.DONE, 0),
        "b1": (EventState.READY, 1),
        "c1": (EventState.DONE, 0),
    }
    assert [row.dedupe for row in stored_debts(desk.database)] == ["a1:0", "c1:0"]


def test_an_event_that_our_keys_do_not_open_costs_only_itself(desk: Desk) -> None:
    desk.put(happened("a1", seal=STRANGE, text="unreadable"), said("b1", "hello", lane="ben"))
    fail_five_times(desk)
    row = stored_event(desk.database, "a1")
    assert (row.state, row.error) == (EventState.SET_ASIDE, "WrongSeal")
    assert desk.channel.sent == ["hello"]
    desk.put(said("a2", "readable"))
    desk.work()
    assert desk.channel.sent == ["hello", "readable"]


def test_a_message_can_be_taken_back_beside_one_that_our_keys_do_not_open(desk: Desk) -> None:
    desk.put(happened("a1", seal=STRANGE, text="unreadable"), said("a2", "break", message_id="m2"))
    fail_five_times(desk)
    fail_five_times(desk)
    desk.put(happened("a3", MessageUnsent, message_id="m2"))
    desk.work()
    erased = [stored_event(desk.database, name).payload is None for name in ("a1", "a2", "a3")]
    assert erased == [False, True, True]


def test_a_message_that_never_arrives_is_given_up_within_a_day_and_kept_for_staff(desk: Desk) -> None:
    desk.channel.answers["hello"] = [SendError("status 503"), SendError("status 503")]
    desk.put(said("a1", "hello"))
    desk.work()
    assert stored_debt(desk.database, "a1:0").state == OwedState.READY
    desk.work_at(START + 24 * 3_600_000)
    row = stored_debt(desk.database, "a1:0")
    assert (row.state, row.error, row.body is None) == (OwedState.FAILED, "status 503", False)
    assert desk.channel.sent == []
