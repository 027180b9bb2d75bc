"""The events come out of a body one by one, and a broken one costs only itself."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.envelope import NotAWebhook, open_envelope
from tests.bot.line import hostile
from tests.bot.line.webhooks import GROUP, OTHER_USER, ROOM, USER, body, event, text, without

MADE_ID = re.compile(r"sha256:[0-9a-f]{64}")


def opened(*events: object) -> list[Any]:
    """Return the events of a webhook as they will be read."""
    return [json.loads(one.payload) for one in open_envelope(body(*events))]


def only_id(one: object) -> str:
    (enveloped,) = open_envelope(body(one))
    return enveloped.event_id


def test_events_come_out_whole_with_their_ids_and_in_their_order() -> None:
    sent = [text(f"{number} 😀 あ") for number in range(5)]
    assert opened(*sent) == sent
    assert [one.event_id for one in open_envelope(body(*sent))] == [one["webhookEventId"] for one in sent]


@pytest.mark.parametrize(
    ("source", "owner"),
    [
        ({"type": "user", "userId": USER}, ("user", USER)),
        ({"type": "group", "groupId": GROUP, "userId": USER}, ("group", GROUP)),
        ({"type": "group", "groupId": GROUP}, ("group", GROUP)),
        ({"type": "room", "roomId": ROOM, "userId": USER}, ("room", ROOM)),
        ({"userId": USER}, ("user", USER)),
        ({"type": "user", "userId": USER, "groupId": None, "roomId": ""}, ("user", USER)),
    ],
)
def test_an_event_belongs_to_the_group_or_else_to_the_person(source: object, owner: tuple[str, str]) -> None:
    (enveloped,) = open_envelope(body(text(source=source)))
    assert (enveloped.kind, enveloped.sender) == owner


@pytest.mark.parametrize(
    "source", [None, "U1", [], {}, {"userId": ""}, {"userId": 1}, {"userId": ["U1"]}, {"userId": "\ud83d"}]
)
def test_an_event_of_nobody_belongs_to_itself(source: object) -> None:
    sent = text(source=source)
    (enveloped,) = open_envelope(body(sent))
    assert (enveloped.kind, enveloped.sender) == ("event", sent["webhookEventId"])


@pytest.mark.parametrize(
    "given_id", [None, "", 5, ["e1"], "x" * 81, "with space", "あ", "e1\n", "e\0", "\ud83d"]
)
def test_an_event_without_a_usable_id_gets_one_of_its_content(given_id: object) -> None:
    sent = text("one", webhookEventId=given_id)
    assert MADE_ID.fullmatch(only_id(sent))
    assert only_id(sent) == only_id(sent)
    assert only_id(sent) != only_id({**sent, "timestamp": 1})
    assert MADE_ID.fullmatch(only_id(without("webhookEventId", sent)))


@pytest.mark.parametrize("nothing", ["an event", 1, 1.5, True, None, [], [text()]])
def test_what_is_no_object_is_left_out_and_its_neighbours_are_kept(nothing: object) -> None:
    first, last = text("first"), text("last")
    assert opened(first, nothing, last) == [first, last]


@pytest.mark.parametrize(
    "garbled",
    [b'"\\ud83d"', b'"\\udc00\\ud83d"', b'"\\u0000"', b"9" * 5_000, b"-" + b"9" * 5_000, b"1e999", b"NaN",
     b'"\xff\xfe"', b'"\xed\xa0\xbd"', b"18446744073709551616", b"[" * 300 + b"]" * 300],
)  # fmt: skip
def test_an_event_that_is_hard_to_read_is_kept_beside_its_neighbours(garbled: bytes) -> None:
    good = text("good 😀")
    hard = body(good, {"webhookEventId": "hard", "x": "@"}, good).replace(b'"@"', garbled)
    opened_events = open_envelope(hard)
    assert [one.event_id for one in opened_events] == [good["webhookEventId"], "hard", good["webhookEventId"]]
    assert [json.loads(one.payload) for one in opened_events[::2]] == [good, good]
    assert set(json.loads(opened_events[1].payload)) == {"webhookEventId", "x"}


@pytest.mark.parametrize("depth", [700, 900, 1_000])
def test_an_event_nested_hundreds_of_levels_deep_costs_at_most_itself(depth: int) -> None:
    good = text()
    nested = body("@", good).replace(b'"@"', b'{"a":' * depth + b"1" + b"}" * depth)
    assert json.loads(open_envelope(nested)[-1].payload) == good


def test_of_a_key_that_is_there_twice_the_last_one_counts() -> None:
    sender = f'"source":{{"userId":"{USER}","userId":"{OTHER_USER}"}}'
    (enveloped,) = open_envelope(f'{{"events":[],"events":[{{{sender}}}]}}'.encode())
    assert enveloped.sender == OTHER_USER


@pytest.mark.parametrize(
    "nonsense",
    [b"", b"secret", b"null", b"[]", b"{}", b'{"events":null}', b'{"events":{"0":{}}}',
     b'{"events":"secret"}', b"\xef\xbb\xbf{}", b"[" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
     b'{"events":[secret]}'],
)  # fmt: skip
def test_what_is_no_webhook_is_refused_without_repeating_it(nonsense: bytes) -> None:
    with pytest.raises(NotAWebhook) as refused:
        open_envelope(nonsense)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_no_events_are_no_events() -> None:
    assert open_envelope(b'{"events":[]}') == []


@given(st.binary() | hostile.arbitrary_bodies)
def test_any_bytes_are_a_webhook_or_none(sent: bytes) -> None:
    with suppress(NotAWebhook):
        assert isinstance(open_envelope(sent), list)


@given(hostile.neighbours)
def test_every_object_comes_out_with_an_id_that_a_column_holds(events: list[Any]) -> None:
    enveloped = open_envelope(hostile.written({"events": [*events, event("follow")]}))
    assert len(enveloped) == 1 + sum(isinstance(one, dict) or one == "@deep object" for one in events)
    for one in enveloped:
        assert re.fullmatch(r"[0-9A-Za-z_.:-]{1,80}", one.event_id)
        one.sender.encode()
        assert isinstance(json.loads(one.payload), dict)
