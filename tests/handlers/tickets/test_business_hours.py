"""People are at work on business days from nine to six in Japan; all else waits for the next such day."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.tickets.business_hours import EARLIEST, at_work
from handlers.tickets.hours import read_hours
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


def test_the_hours_and_closing_days_of_the_desk_decide() -> None:
    hours = read_hours("8:30 - 17:15", "2026-04-02, 04-03")
    assert at_work(japan("2026-04-01T08:45"), hours) == japan("2026-04-01T08:45")
    assert at_work(japan("2026-04-01T17:15"), hours) == japan("2026-04-06T08:30")
    assert at_work(japan("2026-12-31T10:00"), hours) == japan("2026-12-31T10:00")


@pytest.mark.parametrize("opening", ["", "9-18", "18:00-09:00", "09:00-24:30", "09:75-18:00", "09:00"])
def test_hours_that_are_none_are_refused(opening: str) -> None:
    with pytest.raises(ValueError, match="must be two times of one day"):
        read_hours(opening)


@pytest.mark.parametrize("closing", ["x", "13-01", "2026-02-30", "12/29", "2026"])
def test_days_that_are_none_are_refused(closing: str) -> None:
    with pytest.raises(ValueError, match="must be days such as"):
        read_hours("09:00-18:00", closing)


@pytest.mark.parametrize("asked", ["2026-05-04T12:00", "2026-12-30T12:00", "2026-04-05T12:00"])
def test_nobody_is_there_before_the_earliest_time_whatever_the_hours_are(asked: str) -> None:
    hours = read_hours("00:00-23:59", "2027-01-07")
    assert at_work(japan(asked), EARLIEST) <= at_work(japan(asked), hours)
