"""When people are at work: on business days, between the hours of the desk in Japan."""

from __future__ import annotations

from datetime import datetime, time, tzinfo

from handlers.tickets import business_days
from handlers.tickets.hours import DEFAULT, Hours
from handlers.tickets.regimes import JAPAN

EARLIEST = Hours(time.min, time.max, business_days.NONE)
"""Nobody is at work before this says so, whatever the hours are."""


def at_work(at: datetime, hours: Hours = DEFAULT, zone: tzinfo = JAPAN) -> datetime:
    """Return this time where somebody is there, else when somebody next is. Aware, in the zone of `at`."""
    local = at.astimezone(zone)
    day = business_days.on_or_after(local.date(), hours.closing)
    if day == local.date() and local.time() < hours.closes:
        return max(local, datetime.combine(day, hours.opens, zone)).astimezone(at.tzinfo)
    if day == local.date():
        day = business_days.after(day, 1, hours.closing)
    return datetime.combine(day, hours.opens, zone).astimezone(at.tzinfo)
