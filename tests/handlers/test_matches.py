"""Noise is not shown, but what is answered with always is."""

from __future__ import annotations

import pytest

from handlers.matches import WORTH_SHOWING, worth_showing
from knowledge.findings import Finding, Match, Tier
from tests.builders import context


@pytest.mark.parametrize(
    ("tier", "shown"), [("answer", ["1", "9"]), ("choose", ["1", "2", "9"]), ("fallback", ["9"])]
)
def test_a_match_below_the_floor_is_shown_only_where_something_must_be(tier: Tier, shown: list[str]) -> None:
    matches = (Match("1", 0.01), Match("2", 0.09), Match("9", WORTH_SHOWING), Match("13", 0.09))

    found = worth_showing(Finding(tier, matches, 0.01), 4, context())

    assert [passage.id for passage in found] == shown


def test_no_more_are_shown_than_asked_for() -> None:
    matches = (Match("1", 0.9), Match("2", 0.8), Match("9", 0.7))

    assert len(worth_showing(Finding("answer", matches, 0.9), 2, context())) == 2
