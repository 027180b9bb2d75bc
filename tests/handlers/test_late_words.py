"""Words that could not be sent say so, and when they came up, in their own language."""

from __future__ import annotations

from datetime import UTC, datetime

from handlers.late_words import late

LATE_IN_MARCH = datetime(2026, 3, 31, 15, 30, tzinfo=UTC)  # the next day in Japan


def test_the_words_follow_a_line_with_the_day_as_it_was_in_japan() -> None:
    assert late("It is so.", "en", LATE_IN_MARCH) == "We could not send you this on April 1:\n\nIt is so."
    assert late("そうです。", "ja", LATE_IN_MARCH) == "4月1日にお送りできなかったお知らせです。\n\nそうです。"
