"""How long a one-time code lives, how often it may be tried, and how many are sent.

Counted per person and per address, so that nobody fills a stranger's mailbox; which of the two is reached
is told to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.context import Context

DIGITS = 6
LIFE = timedelta(minutes=10)
TRIES = 3
"""So many wrong entries kill a code."""
MOST_AN_HOUR = 3
MOST_A_DAY = 5


def allows(address: str, ctx: Context) -> bool:
    """Tell whether another code may be sent to this address now, and for this person."""
    if ctx.shelf is None:
        return False
    # Both are always looked up, so that the time it takes says nothing either.
    full = [reached(ctx.shelf.codes_sent(), ctx.now), reached(ctx.shelf.codes_sent_to(address), ctx.now)]
    return not any(full)


def alive(sent_at: datetime, now: datetime) -> bool:
    """Tell whether a code sent then can still be used."""
    return now < sent_at + LIFE


def reached(sent: Iterable[datetime], now: datetime) -> bool:
    """Tell whether no more codes may be sent to who got some at these times."""
    times = tuple(sent)
    of_hour = sum(at > now - timedelta(hours=1) for at in times)
    of_day = sum(at > now - timedelta(days=1) for at in times)
    return of_hour >= MOST_AN_HOUR or of_day >= MOST_A_DAY
