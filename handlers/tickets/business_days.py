"""Business days in Japan: no week-ends, no national holidays, no days on which the company is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import jpholiday

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ClosingDays:
    """The company's own closing days: single dates, and (month, day) pairs that return every year."""

    dates: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def __contains__(self, day: date) -> bool:
        return day in self.dates or (day.month, day.day) in self.yearly


NONE = ClosingDays()
YEAR_END = ClosingDays(yearly=frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}))
"""29 December to 3 January, as most companies in Japan close."""


def is_business_day(day: date, closing: ClosingDays = YEAR_END) -> bool:
    return day.weekday() < SATURDAY and not jpholiday.is_holiday(day) and day not in closing


def on_or_after(day: date, closing: ClosingDays = YEAR_END) -> date:
    """Return this day if it is a business day, else the next one."""
    while not is_business_day(day, closing):
        day += timedelta(days=1)
    return day


def after(day: date, count: int, closing: ClosingDays = YEAR_END) -> date:
    """Return the business day that many business days later.

    The day itself is day 0 and not counted, whether it is a business day or not: a request of Friday,
    Saturday or Sunday has its first business day on Monday. A count of 0 gives the day itself.
    """
    for _ in range(count):
        day = on_or_after(day + timedelta(days=1), closing)
    return day
