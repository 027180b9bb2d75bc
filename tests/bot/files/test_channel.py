"""What is told of a fetch is read back; what nobody understands is an event that does nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.fetch_orders import FetchOrder
from bot.files import reports
from bot.files.channel import FileChannel
from handlers.events import FileArrived, FileTurnedDown, NotFetched, Unhandled
from handlers.replies import Text
from tests.bot.store.attached import CONTENT, a_file
from tests.handlers.tickets.lives import NUMBER

ORDER = FetchOrder(
    lane="ana", source="line", to="Uana", number=NUMBER, message_id="1", file_id="f1", name="letter.pdf"
)
AT = 1_800_000_000_000
CHANNEL = FileChannel()


def test_a_file_that_arrived_is_read_back() -> None:
    received = CHANNEL.read(reports.arrived(ORDER, a_file()), "file:f1", AT)
    event = received.event
    assert isinstance(event, FileArrived)
    assert (event.id, event.at, event.place) == ("file:f1", datetime.fromtimestamp(AT / 1_000, UTC), "direct")
    assert (event.number, event.file, event.media_type, event.size) == (
        NUMBER,
        "f1",
        "application/pdf",
        len(CONTENT),
    )
    assert (received.to, received.answer_by, received.reply_token) == ("Uana", "line", None)


@pytest.mark.parametrize("why", get_args(NotFetched))
def test_every_reason_is_read_back(why: NotFetched) -> None:
    event = CHANNEL.read(reports.turned_down(ORDER, why), "file:f1", AT).event
    assert isinstance(event, FileTurnedDown)
    assert (event.number, event.why) == (NUMBER, why)


def test_what_is_told_says_nothing_of_the_name_or_the_message() -> None:
    told = reports.arrived(ORDER, a_file()) + reports.turned_down(ORDER, "gone")
    assert b"letter.pdf" not in told
    assert b"message" not in told


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 50), 1 << 50) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=40) | JSON.map(orjson.dumps))
@example(b"")
@example(b"[]")
@example(b'{"source":"line","to":"Uana","number":"x","why":"sung"}')
def test_whatever_is_in_it_nothing_breaks(payload: bytes) -> None:
    assert isinstance(CHANNEL.read(payload, "file:f1", AT).event, Unhandled)


def test_nobody_is_answered_by_it() -> None:
    received = CHANNEL.read(reports.turned_down(ORDER, "gone"), "file:f1", AT)
    assert CHANNEL.compose((Text("a word"),), received) == []
