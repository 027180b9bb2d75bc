"""When people are at work: on business days, from nine to six in Japan."""

from __future__ import annotations

from datetime import datetime, time, tzinfo

from handlers.tickets import business_days
from handlers.tickets.business_days import YEAR_END, ClosingDays
from handlers.tickets.regimes import JAPAN

OPENS, CLOSES = time(9), time(18)


def at_work(at: datetime, closing: ClosingDays = YEAR_END, zone: tzinfo = JAPAN) -> datetime:
    """Return this time where somebody is there, else when somebody next is. Aware, in the zone of `at`."""
    local = at.astimezone(zone)
    day = business_days.on_or_after(local.date(), closing)
    if day == local.date() and local.time() < CLOSES:
        return max(local, datetime.combine(day, OPENS, zone)).astimezone(at.tzinfo)
    if day == local.date():
        day = business_days.after(day, 1, closing)
    return datetime.combine(day, OPENS, zone).astimezone(at.tzinfo)
