"""When people of ours are at work: the hours of a business day, and the days on which nobody comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from handlers.tickets.business_days import YEAR_END, ClosingDays

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_LEAP_YEAR = 2024  # so that 02-29 is a day


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when somebody is there on a business day, in Japan, and the company's closing days."""

    opens: time = time(9)
    closes: time = time(18)
    closing: ClosingDays = YEAR_END


DEFAULT = Hours()


def read_hours(opening: str, closing: str = "") -> Hours:
    """Return what `09:00-18:00` and `2026-08-14, 12-29` say. Raises ValueError with what is wrong."""
    found = _HOURS.fullmatch(opening.strip())
    if found is None:
        raise ValueError("must be two times of one day, such as 09:00-18:00")
    first, last = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if not (first < last < 24 * 60 and int(found[2]) < 60 and int(found[4]) < 60):
        raise ValueError("must be two times of one day, the earlier one first")
    return Hours(_time(first), _time(last), read_closing_days(closing))


def read_closing_days(listed: str) -> ClosingDays:
    """Return the days of a list with commas: `2026-08-14` is one day, `12-29` returns every year.

    Raises ValueError.
    """
    dates, yearly = set[date](), set[tuple[int, int]]()
    for one in _listed(listed):
        try:
            if one.count("-") == 1:
                day = date.fromisoformat(f"{_LEAP_YEAR}-{one}")
                yearly.add((day.month, day.day))
            else:
                dates.add(date.fromisoformat(one))
        except ValueError:
            raise ValueError(
                "must be days such as 2026-08-14, or 12-29 for every year, with commas"
            ) from None
    return ClosingDays(frozenset(dates), frozenset(yearly))


def _listed(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(",") if part.strip())


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
