"""The periods of each law, and our own targets under it.

Sources: Art. 39 APPI lets a person go to court two weeks after their request arrived; Art. 12(3) GDPR one
month, two more when the requester is told why within the first; section 7021 of the CCPA regulations 45 days
and 45 more with notice. Targets are ours. Counsel must confirm all of them before the desk goes live.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from handlers.tickets.kinds import Regime

JAPAN = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in the calendar."""

    days: int = 0
    months: int = 0

    def __add__(self, other: Period) -> Period:
        return Period(self.days + other.days, self.months + other.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """`legal` and `extension` are the law's; `work` is our target; `touch` counts business days."""

    legal: Period
    extension: Period
    work: Period
    touch: int = 2


PERIODS: Mapping[Regime, Periods] = {
    Regime.JP_APPI: Periods(legal=Period(days=14), extension=Period(days=14), work=Period(days=10)),
    Regime.EU_GDPR: Periods(legal=Period(months=1), extension=Period(months=2), work=Period(days=20)),
    Regime.US_CCPA: Periods(legal=Period(days=45), extension=Period(days=45), work=Period(days=30)),
}


def later(start: datetime, period: Period, zone: tzinfo = JAPAN) -> datetime:
    """Return the moment a period after `start`, in UTC: so many days later at the same time of day.

    The day of `start` is day 0 and not counted, the last day is: a request of 28 April, 15:00 is due on
    12 May, 15:00 (14 days). The law would give us the rest of that day (Art. 140, 141 Civil Code) and, where
    it is a holiday, the next business day (Art. 142); we take neither. A month ends on the day with the same
    number, or on the month's last day where there is none (Regulation 1182/71). Days begin in `zone`.
    """
    local = start.astimezone(zone)
    if period.months:
        years, month = divmod(local.month - 1 + period.months, 12)
        year = local.year + years
        day = min(local.day, calendar.monthrange(year, month + 1)[1])
        local = local.replace(year=year, month=month + 1, day=day)
    return (local + timedelta(days=period.days)).astimezone(UTC)
