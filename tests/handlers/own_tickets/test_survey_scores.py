"""A number written right after the question is a score; any other number rates nothing."""

from __future__ import annotations

import pytest

from handlers.events import MediaReceived
from tests.handlers.own_tickets.rated import answered


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        *(
            ("5", 5),
            ("５", 5),
            ("「5」", 5),
            ("4です", 4),
            ("4 です。", 4),
            ("3点", 3),
            ("（2）", 2),
            ("①", 1),
        ),
        *(("5!", 5), ("4/5", 4), ("4 out of 5", 4), ("3 points", 3), ('"1"', 1)),
    ],
)
def test_a_number_that_is_written_right_after_the_question_is_a_tap(typed: str, score: int) -> None:
    desk = answered()
    desk.says("status")
    desk.says(typed)
    assert desk.tickets[0].score == score
    assert desk.conversation.awaited is not None
    assert desk.conversation.awaited.what == "comment", "as after a tap"


@pytest.mark.parametrize(
    "typed", ["6", "0", "55", "4 years", "5つあります", "I give it a 5 because it helped", ""]
)
def test_what_is_no_bare_number_from_one_to_five_is_no_score(typed: str) -> None:
    desk = answered()
    desk.says("status")
    desk.says(typed)
    assert desk.tickets[0].score is None
    desk.says("5")
    assert desk.tickets[0].score is None, "the question is not the last thing any more"


def test_a_number_rates_nothing_where_nothing_was_asked_or_something_else_since() -> None:
    desk = answered()
    desk.says("5")
    desk.says("status")
    desk.presses("reopen")
    desk.says("5")
    assert desk.tickets[0].score is None


def test_a_number_rates_nothing_after_a_sticker_that_we_answered() -> None:
    desk = answered()
    desk.says("status")
    desk.meets(MediaReceived(id="e1", at=desk.now, media="sticker"))
    desk.says("5")
    assert desk.tickets[0].score is None


def test_a_number_rates_nothing_after_a_day_or_while_a_request_is_written() -> None:
    desk = answered()
    desk.says("status")
    desk.waits(hours=24)
    desk.says("5")
    assert desk.tickets[0].score is None
    desk.says("delete my data")
    desk.says("status")
    desk.says("5")
    assert desk.tickets[0].score is None
