"""Five thousand bodies that LINE would never send: no failure, no neighbour lost, no word in the log."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import redirect_stderr
from itertools import count
from typing import Any

import pytest
import structlog
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot import logs
from tests.bot.line import hostile
from tests.bot.line.desk import Desk, opened_desk
from tests.bot.line.desk import settings as desk_settings
from tests.bot.line.webhooks import OTHER_USER, Event, body, signature, text

_numbers = count(1)
_SAID = {"event", "level", "timestamp", "why", "caller", "events"}
_WHY = {"signature", "no list of events", "JSONDecodeError", "RecursionError", "ValueError"}


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give one desk for all bodies; what they store stays, and every good event has an id of its own."""
    with opened_desk(desk_settings(tmp_path_factory.mktemp("hostile"))) as desk:
        yield desk


@pytest.fixture(scope="module")
def heard() -> Iterator[io.StringIO]:
    """Give everything this process logs or prints to standard error, at the most talkative level."""
    root = logging.getLogger()
    before = (root.handlers, root.level, sys.excepthook, threading.excepthook)
    root.handlers = []
    stream = io.StringIO()
    with redirect_stderr(stream):
        logs.set_up("DEBUG")
    yield stream
    root.handlers, root.level, sys.excepthook, threading.excepthook = before
    structlog.reset_defaults()


def post(desk: Desk, heard: io.StringIO, sent: bytes, signed: str) -> int:
    """Post a body; nothing of it may come back in the answer or in the log."""
    heard.seek(0)
    heard.truncate()
    with redirect_stderr(heard):
        answer = desk.post(sent, signed)
    said = heard.getvalue()
    assert hostile.MARKER not in said + answer.text
    for line in map(json.loads, said.splitlines()):
        assert line.keys() <= _SAID
        assert line.get("why") in _WHY
    return answer.status_code


def stored(desk: Desk, good: Event) -> bool:
    """Say whether an event is stored once, whole, and in the lane of whoever sent it."""
    rows = desk.rows(good["webhookEventId"])
    for row in rows:
        assert json.loads(desk.payload(row)) == good
        assert row.lane == desk.lane("user", OTHER_USER)
    return len(rows) == 1


def _good() -> Event:
    return text(f"{hostile.MARKER} 止めて 😀", user=OTHER_USER, webhookEventId=f"good{next(_numbers)}")


@settings(max_examples=3_500)
@given(beside=hostile.neighbours, place=st.integers(0, 3), around=hostile.envelopes)
def test_a_good_event_is_stored_whatever_stands_beside_it(
    hostile_desk: Desk, heard: io.StringIO, beside: list[Any], place: int, around: Event
) -> None:
    good = _good()
    sent = hostile.written({**around, "events": [*beside[:place], good, *beside[place:]]})
    assert post(hostile_desk, heard, sent, signature(sent)) == 200
    assert stored(hostile_desk, good)


@settings(max_examples=1_500)
@example(b'{"events":[{"source":{"userId":"\\ud83d"}}]}')
@example(b'{"events":[{"timestamp":' + b"9" * 5_000 + b"}]}")
@given(hostile.arbitrary_bodies)
def test_no_body_makes_the_entrance_fail_signed_or_not(
    hostile_desk: Desk, heard: io.StringIO, sent: bytes
) -> None:
    assert post(hostile_desk, heard, sent, "forged") == 401
    assert post(hostile_desk, heard, sent, signature(sent)) in {200, 400}


@settings(max_examples=500)
@given(cut=st.integers(1, 400), garbage=st.binary(max_size=8))
def test_a_body_cut_or_garbled_in_the_middle_is_refused_whole_or_read_whole(
    hostile_desk: Desk, heard: io.StringIO, cut: int, garbage: bytes
) -> None:
    good = _good()
    whole = body(good)
    sent = whole[:-cut] + garbage
    assume(sent != whole)
    status = post(hostile_desk, heard, sent, signature(sent))
    assert status in {200, 400}
    if status == 400:
        assert not stored(hostile_desk, good)
