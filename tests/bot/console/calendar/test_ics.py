"""A calendar is text that every program reads back as it was meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.console.calendar.ics import Entry, written
from tests.bot.console.calendar.reading import entries, moment

DUE, NOW = datetime(2026, 4, 15, 9, 0, tzinfo=UTC), datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
TITLES = (
    "plain",
    "a; b, c \\ d",
    "two\nlines",
    "法定期限（権利の行使）" * 12,
    "\\n is not a new line",
    "x" * 75,
    "😀" * 40,
)


@pytest.mark.parametrize("title", TITLES)
def test_what_is_written_is_read_back(title: str) -> None:
    (read,) = entries(written("Desk", [Entry(uid="a@b", at=DUE, title=title, url="https://a.b/c")], NOW))
    assert read["SUMMARY"] == title
    assert (moment(read["DTSTART"]), moment(read["DTSTAMP"])) == (DUE, NOW)
    assert (read["UID"], read["URL"]) == ("a@b", "https://a.b/c")


def test_an_empty_calendar_is_one_too() -> None:
    assert entries(written("窓口", [], NOW)) == []
