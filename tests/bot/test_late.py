"""What waits goes before the answer, where both fit into the one free call that the answer has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest

from bot.channels import Received
from bot.dispatch.late import Composed, answer
from bot.line.channel import LineChannel
from bot.store.notices import StoredNotice, Words
from handlers.decisions import Decision
from handlers.events import ButtonPressed, Event, Followed, MediaReceived, MessageReceived, MessageUnsent
from handlers.own_data.forgetting import Forgetting
from handlers.replies import Press, Text
from tests.bot.line.webhooks import USER

NOW = 1_800_000_000_000
AT = datetime.fromtimestamp(NOW / 1_000, UTC)
HELLO = MessageReceived(id="e1", at=AT, text="hello")
RECEIVED = Received(HELLO, USER, "token", NOW + 50_000)


def waiting(count: int, text: str = "Word") -> list[tuple[StoredNotice, Words]]:
    stored = StoredNotice(
        id=0,
        dedupe="",
        lane="ana",
        number=None,
        legal=False,
        rung="pending",
        left=(),
        sealed=b"",
        made_at=NOW,
    )
    return [
        (replace(stored, id=place), Words(Text(f"{text} {place}", (Press("Go", "status"),)), "en"))
        for place in range(count)
    ]


def said(composed: Composed) -> list[list[str]]:
    """Return the last line of each message, by call."""
    calls = [orjson.loads(draft.body)["messages"] for draft in composed.drafts]
    return [[message["text"].splitlines()[-1] for message in call] for call in calls]


def answered(count: int, decision: Decision | None = None, received: Received = RECEIVED) -> Composed:
    own = Decision((Text("Answer"),))
    return answer(LineChannel(), decision or own, received, waiting(count), NOW)


@pytest.mark.parametrize(("count", "given"), [(0, 0), (1, 1), (4, 4), (5, 4), (9, 4)])
def test_as_many_go_as_fit_before_the_answer(count: int, given: int) -> None:
    composed = answered(count)
    assert said(composed) == [[*(f"Word {place}" for place in range(given)), "Answer"]]
    assert composed.notices == tuple(range(given))


def test_where_there_is_nothing_to_answer_they_go_alone() -> None:
    assert said(answered(1, Decision())) == [["Word 0"]]


def test_a_call_that_is_full_has_no_room() -> None:
    full = Decision(tuple(Text(f"{place}") for place in range(5)))
    assert answered(1, full).notices == ()


def test_an_answer_of_two_calls_carries_none_for_the_second_one_is_paid_for() -> None:
    long = Decision(tuple(Text(f"{place}") for place in range(6)))
    composed = answered(1, long)
    assert (len(composed.drafts), composed.notices) == (2, ())


@pytest.mark.parametrize(
    "event",
    [
        MediaReceived(id="e1", at=AT, media="sticker"),
        ButtonPressed(id="e1", at=AT, command="status"),
        Followed(id="e1", at=AT),
    ],
)
def test_whatever_a_person_does_in_their_chat_brings_it(event: Event) -> None:
    assert answered(1, received=replace(RECEIVED, event=event)).notices == (0,)


@pytest.mark.parametrize(
    ("received", "decision"),
    [
        (replace(RECEIVED, event=replace(HELLO, place="group")), None),
        (replace(RECEIVED, event=MessageUnsent(id="e1", at=AT, message_id="m1")), None),
        (replace(RECEIVED, token_until=NOW), None),
        (replace(RECEIVED, token_until=None), None),
        (RECEIVED, Decision((Text("Answer"),), behaviour="support")),
        (RECEIVED, Decision((Text("Answer"),), forgets=Forgetting("c" * 22))),
    ],
)
def test_it_keeps_waiting_where_it_would_be_paid_for_or_be_out_of_place(
    received: Received, decision: Decision | None
) -> None:
    assert answered(1, decision, received).notices == ()


def test_the_buttons_of_what_waited_stand_below_the_last_message_after_the_answers_own() -> None:
    own = Decision((Text("Answer", (Press("Help", "help"),)),))
    (draft,) = answered(1, own).drafts
    *first, last = orjson.loads(draft.body)["messages"]
    assert [item["action"]["label"] for item in last["quickReply"]["items"]] == ["Help", "Go"]
    assert not any("quickReply" in message for message in first)
