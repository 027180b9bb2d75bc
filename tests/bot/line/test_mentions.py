"""Whether a group speaks to us, and what it says without our name."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.mentions import mentions_us, without_our_mentions
from tests.bot.line import hostile


def units(text: str) -> int:
    """Count as LINE does, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def naming(*places: tuple[int, int], **own: Any) -> dict[str, Any]:
    """Return a message that names us at these places."""
    us = {"type": "user", "userId": "U1", "isSelf": True, **own}
    return {"mention": {"mentionees": [{"index": at, "length": long, **us} for at, long in places]}}


def test_our_name_is_taken_out_wherever_it_stands() -> None:
    said = "@窓口 クッキーは? @窓口"
    assert without_our_mentions(said, naming((0, 3), (units("@窓口 クッキーは? "), 3))) == " クッキーは? "


@pytest.mark.parametrize("before", ["😀", "👩‍👩‍👧", "𠮷野家 ", "é🇯🇵", "plain "])
def test_places_are_counted_in_utf_16_whatever_stands_before(before: str) -> None:
    said = f"{before}@Bot 😀 delete me"
    assert without_our_mentions(said, naming((units(before), 4))) == f"{before} 😀 delete me"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=6))
def test_what_is_left_is_exactly_what_stands_around_our_name(parts: list[str]) -> None:
    places = [(units("@窓口😀".join(parts[:number])), 0) for number in range(1, len(parts))]
    named = naming(*((at, units("@窓口😀")) for at, _ in places))
    assert without_our_mentions("@窓口😀".join(parts), named) == "".join(parts)
    assert mentions_us(named) is (len(parts) > 1)


@pytest.mark.parametrize(
    "mentionee",
    [
        {"isSelf": False},
        {"isSelf": None},
        {"isSelf": 1},
        {"isSelf": "true"},
        {"type": "all", "isSelf": False},
    ],
)
def test_others_names_stay_where_they_are(mentionee: dict[str, Any]) -> None:
    message = naming((0, 4), **mentionee)
    assert not mentions_us(message)
    assert without_our_mentions("@Ana hello", message) == "@Ana hello"


def test_our_name_without_a_place_is_still_our_name() -> None:
    message = {"mention": {"mentionees": [{"isSelf": True}]}}
    assert mentions_us(message)
    assert without_our_mentions("@Bot hello", message) == "@Bot hello"


@pytest.mark.parametrize("place", [(-1, 4), (0, 0), (0, -4), ("0", 4), (True, 4), (0, 4.0), (None, None)])
def test_places_that_cannot_be_are_left_alone(place: tuple[Any, Any]) -> None:
    assert without_our_mentions("@Bot hello", naming(place)) == "@Bot hello"


@pytest.mark.parametrize("place", [(50, 4), (0, 10**30), (10**30, 1)])
def test_a_place_beyond_the_end_ends_there(place: tuple[int, int]) -> None:
    assert "@Bot hello".endswith(without_our_mentions("@Bot hello", naming(place)))


def test_half_of_a_surrogate_pair_beside_our_name_is_no_obstacle() -> None:
    left = without_our_mentions("\ud83d@Bot delete\udc00", naming((1, 4)))
    assert left.strip("\ufffd") == " delete"


def test_a_place_that_cuts_a_character_in_half_leaves_text_that_can_be_encoded() -> None:
    without_our_mentions("😀😀", naming((1, 2))).encode()


@pytest.mark.parametrize(
    "message",
    [{}, {"mention": None}, {"mention": []}, {"mention": {}}, {"mention": {"mentionees": None}},
     {"mention": {"mentionees": {"0": {}}}}, {"mention": {"mentionees": [None, 1, "us", []]}}],
)  # fmt: skip
def test_what_is_no_mention_names_nobody(message: dict[str, Any]) -> None:
    assert not mentions_us(message)
    assert without_our_mentions("hello", message) == "hello"


@given(st.text(st.characters()), hostile.json_values, hostile.json_values, hostile.json_values)
def test_no_mention_makes_it_stumble(said: str, at: Any, long: Any, mention: Any) -> None:
    for message in (naming((at, long)), {"mention": mention}, {"mention": {"mentionees": mention}}):
        assert isinstance(without_our_mentions(said, message), str)
        assert mentions_us(message) in {True, False}
