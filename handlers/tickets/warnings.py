"""When staff are warned that a period runs out, computed from the log alone like `clocks`.

Once at each of `clocks.WARNINGS`, and every day after the end until the ticket ends; when people are at work,
but of an incident at any hour. What was missed meanwhile is not made up for: only the last one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.tickets.actors import SYSTEM
from handlers.tickets.business_hours import at_work
from handlers.tickets.clocks import WARNINGS, Clock, Clocks, clocks
from handlers.tickets.hours import DEFAULT, Hours
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ClockName, DeadlineWarned, TicketEvent
from handlers.tickets.statuses import OPEN
from handlers.tickets.ticket import Ticket

_ALL = WARNINGS[-1]
_DAY = timedelta(days=1)


def next_at(
    log: Sequence[TicketEvent], after: datetime | None = None, hours: Hours = DEFAULT
) -> datetime | None:
    """Return when the next warning is due, not before `after`; None where none will be.

    Never before the last event of the log. Raises ticket.BrokenLog.
    """
    now = max(log[-1].at, after or log[-1].at)
    moments = [max(one.at, now) for one in _pending(log, now, hours)]
    if not moments:
        return None
    return min(moments) if Ticket.of(log).kind is Kind.INCIDENT else at_work(min(moments), hours)


def due(log: Sequence[TicketEvent], now: datetime, hours: Hours = DEFAULT) -> DeadlineWarned | None:
    """Return the warning to note and to send now, None where there is none. Raises ticket.BrokenLog."""
    at = next_at(log, now, hours)
    if at is None or at > now:
        return None
    name, percent = next((one.clock, one.percent) for one in _pending(log, now, hours) if one.at <= now)
    return DeadlineWarned(at=now, by=SYSTEM, clock=name, percent=percent)


@dataclass(frozen=True, slots=True)
class _Warning:
    clock: ClockName
    percent: int
    at: datetime


def _pending(log: Sequence[TicketEvent], now: datetime, hours: Hours) -> Iterator[_Warning]:
    """Give what staff have still to be warned of next, for each period that runs."""
    running = clocks(log, hours.closing)
    if running is None or Ticket.of(log).status not in OPEN:
        return
    for name, clock in _counting(running, now):
        told = [event for event in log if isinstance(event, DeadlineWarned) and event.clock == name]
        last = next((event for event in reversed(told) if event.at >= clock.start), None)
        if found := _next(name, clock, last, now):
            yield found


def _counting(running: Clocks, now: datetime) -> Iterator[tuple[ClockName, Clock]]:
    """Give the periods that run; our own target counts for no more once the legal period is over."""
    periods: tuple[tuple[ClockName, Clock], ...] = (("legal", running.legal), ("work", running.work))
    for name, clock in periods:
        if clock.stopped_at is None and not (clock.pauses and clock.pauses[-1].end is None):
            yield name, clock
            if name == "legal" and clock.percent(now) >= _ALL:
                return


def _next(name: ClockName, clock: Clock, last: DeadlineWarned | None, now: datetime) -> _Warning | None:
    if last is not None and last.percent >= _ALL:
        return _Warning(name, _ALL, last.at + _DAY)
    left = next(percent for percent in WARNINGS if last is None or percent > last.percent)
    at = clock.warns_at(left, now)
    return None if at is None else _Warning(name, max((left, *clock.reached(now))), at)
