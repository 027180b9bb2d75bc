"""The page as a way in: a wish for a code becomes an event of the link's person, once a minute."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.downloads.channel import PageChannel, code_wanted, subject_of
from bot.store.downloads import Link, id_of
from bot.store.inbox import place_of
from handlers.events import CodeWanted, Unhandled
from handlers.replies import Text
from tests.bot.jobs.desk import SEAL
from tests.handlers.tickets.lives import NUMBER

NOW = 1_800_000_000_000
LINK = Link(id_of("t" * 43), NUMBER, "ana", "own_copy", NOW, "ja")


def test_a_wish_is_read_back_as_it_was_written() -> None:
    wish = code_wanted(LINK, SEAL, NOW)
    payload = SEAL.open(wish.payload, place_of(wish.event_id))
    received = PageChannel().read(payload, wish.event_id, NOW)
    assert received.event == CodeWanted(
        id=wish.event_id, at=datetime.fromtimestamp(NOW / 1_000, UTC), number=NUMBER, subject=subject_of(LINK)
    )
    assert (wish.lane, received.to, received.reply_token) == ("ana", "ana", None)


def test_presses_within_a_minute_are_one_event() -> None:
    ids = [code_wanted(LINK, SEAL, NOW + after).event_id for after in (0, 59_999, 60_000)]
    assert ids[0] == ids[1] != ids[2]


def test_an_event_fits_its_columns_and_names_no_token() -> None:
    wish = code_wanted(LINK, SEAL, NOW)
    assert "t" * 43 not in wish.event_id
    assert (len(wish.event_id) <= 80, len(subject_of(LINK)) <= 64) == (True, True)


@pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b"\xff", b"3", b'{"to": "ana"}'])
def test_what_it_does_not_understand_is_nobodys_event(payload: bytes) -> None:
    received = PageChannel().read(payload, "page:1", NOW)
    assert (type(received.event), received.to) == (Unhandled, None)


def test_nobody_is_answered_on_this_way() -> None:
    received = PageChannel().read(b"{}", "page:1", NOW)
    assert PageChannel().compose([Text("hello")], received) == []
