"""People are at work on business days from nine to six in Japan; all else waits for the next such day."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.tickets.business_hours import at_work
from handlers.tickets.regimes import JAPAN


def japan(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


@pytest.mark.parametrize("hour", ["09:00", "12:30", "17:59"])
def test_during_the_day_somebody_is_there_at_once(hour: str) -> None:
    assert at_work(japan(f"2026-04-01T{hour}")) == japan(f"2026-04-01T{hour}")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("2026-04-01T08:59", "2026-04-01T09:00"),
        ("2026-04-01T18:00", "2026-04-02T09:00"),
        ("2026-04-03T23:00", "2026-04-06T09:00"),  # Friday night
        ("2026-04-05T10:00", "2026-04-06T09:00"),  # Sunday
        ("2026-04-28T20:00", "2026-04-30T09:00"),  # before a holiday
        ("2026-12-28T19:00", "2027-01-04T09:00"),  # the closing days at the turn of the year
    ],
)
def test_at_other_times_it_is_the_next_business_day_at_nine(asked: str, there: str) -> None:
    assert at_work(japan(asked)) == japan(there)
