"""Webhooks that LINE would never send: real ones with parts dropped, retyped, nested, doubled and garbled."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.bot.line.webhooks import GROUP, ROOM, Event, event, text

# Planted in everything a body can hold; no line of the log may ever contain it.
MARKER = "QZmarkerQZ"

_MENTION = {"mentionees": [{"index": 0, "length": 3, "type": "user", "userId": MARKER, "isSelf": True}]}
_REAL: list[Event] = [
    text(f"@us 😀 {MARKER}", message={"id": MARKER, "type": "text", "text": MARKER, "mention": _MENTION}),
    text(MARKER, source={"type": "group", "groupId": GROUP, "userId": MARKER}),
    text(MARKER, source={"type": "room", "roomId": ROOM}),
    event("message", message={"id": MARKER, "type": "sticker", "keywords": [MARKER], "stickerId": "1"}),
    event("message", message={"id": MARKER, "type": "image", "contentProvider": {"type": "line"}}),
    event("postback", postback={"data": f"m1:full:{MARKER}", "params": {"date": "2026-11-24"}}),
    event("follow", follow={"isUnblocked": True}),
    event("unfollow"),
    event("join", source={"type": "group", "groupId": GROUP}),
    event("unsend", unsend={"messageId": MARKER}),
    event("memberJoined", joined={"members": [{"type": "user", "userId": MARKER}]}),
    event("accountLink", link={"result": "ok", "nonce": MARKER}),
]

# JSON that Python's `json` does not write; the placeholder is replaced after everything else is written.
_RAW: dict[str, bytes] = {
    "@digits": b"9" * 5_000,
    "@minus digits": b"-" + b"9" * 400,
    "@exponent": b"1e999",
    "@nan": b"NaN",
    "@infinity": b"-Infinity",
    "@not utf-8": b'"\xff\xfe\xc3("',
    "@raw surrogate": b'"\xed\xa0\xbd"',
    "@raw control": b'"a\x00b\x1fc"',
    "@deep list": b"[" * 300 + b"]" * 300,
    "@deep object": b'{"a":' * 300 + b"1" + b"}" * 300,
}
_VALID_JSON = frozenset(_RAW) - {"@raw control"}

_LEAVES: list[Any] = [
    None, True, False, 0, -1, 1 << 31, 1 << 63, 1 << 64, -(10**30), 0.1, 1e308, [], {}, "", " ", "\0",
    "\ud83d", "\udc00\ud83d", "😀", MARKER, MARKER * 50, "x" * 5_000, "a\u2028b", "standby", "user", "group",
    "0" * 32, "Udeadbeefdeadbeefdeadbeefdeadbeef", "__proto__", "'; DROP TABLE inbox; --",
]  # fmt: skip

leaves: st.SearchStrategy[Any] = st.sampled_from(_LEAVES) | st.text(max_size=20) | st.integers() | st.floats()
json_values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "source", "events", "userId", "", MARKER]), inner)
    ),
    max_leaves=8,
)
_hostile = st.sampled_from([*sorted(_VALID_JSON), *_LEAVES]) | leaves


class _Again(str):
    """A key that a dictionary holds beside an equal one, so that it is written twice."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every container with every key or index of it, at all depths."""
    keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
    inner = [value[key] for key in keys if isinstance(value[key], dict | list)]
    return [*((value, key) for key in keys), *(place for one in inner for place in _places(one))]


def _drop(holder: Any, key: Any, _: Any) -> None:
    del holder[key]


def _replace(holder: Any, key: Any, value: Any) -> None:
    holder[key] = value


def _nest(holder: Any, key: Any, _: Any) -> None:
    holder[key] = [{"type": holder[key]}]


def _double(holder: Any, key: Any, value: Any) -> None:
    if isinstance(holder, dict):
        holder[_Again(key)] = value
    else:
        holder.insert(key, value)


_EDITS: list[Callable[[Any, Any, Any], None]] = [_drop, _replace, _replace, _nest, _double]
_edits = st.tuples(st.sampled_from(_EDITS), st.integers(0, 10_000), _hostile)


@st.composite
def mutated_events(draw: st.DrawFn) -> Event:
    """Give a real event with one to four places damaged."""
    damaged = deepcopy(draw(st.sampled_from(_REAL)))
    for edit, number, value in draw(st.lists(_edits, min_size=1, max_size=4)):
        places = _places(damaged)
        if places:
            edit(*places[number % len(places)], deepcopy(value))
    return damaged


def written(value: Any) -> bytes:
    """Write JSON, and what only looks like it, as bytes."""
    result = json.dumps(value).encode()
    for placeholder, raw in _RAW.items():
        result = result.replace(json.dumps(placeholder).encode(), raw)
    return result


neighbours = st.lists(mutated_events() | _hostile, max_size=3)
envelopes = st.dictionaries(st.sampled_from(["destination", "type", "", MARKER]), _hostile, max_size=2)
arbitrary_bodies = st.binary(max_size=200) | json_values.map(written) | envelopes.map(written)
