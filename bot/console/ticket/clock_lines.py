"""The periods of a ticket as words, a bar and the sentences that explain them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.console.language import local, words
from bot.console.ticket.opened import OpenTicket
from handlers.tickets.clocks import QUESTION_BUSINESS_DAYS, Clock, clocks
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ClockExtended
from handlers.tickets.regimes import PERIODS, Period

_WARNS, _FULL = 75, 100
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """One period: its `share` used up in percent, `words` how it stands, `kind` as the bar shows it."""

    name: str
    words: str
    share: int
    kind: Literal["good", "warn", "bad"]
    explained: tuple[str, ...]


def clock_lines(ticket: OpenTicket) -> list[ClockLine]:
    """Return the periods of a ticket; none for what was never handed in."""
    running = clocks(ticket.file.log, ticket.ctx.staff.hours.closing)
    if running is None:
        return []
    named = {"legal": running.legal, "work": running.work, "touch": running.touch}
    return [_line(name, clock, ticket) for name, clock in named.items()]


def _line(name: str, clock: Clock, ticket: OpenTicket) -> ClockLine:
    share = clock.percent(ticket.now)
    kind: Literal["good", "warn", "bad"] = "bad" if clock.missed(ticket.now) else "good"
    if kind == "good" and clock.stopped_at is None and share >= _WARNS:
        kind = "warn"
    return ClockLine(
        name=words(f"ticket.clock.{name}"),
        words=_standing(clock, ticket.now),
        share=min(share, _FULL),
        kind=kind,
        explained=tuple(_explained(name, clock, ticket)),
    )


def _standing(clock: Clock, now: datetime) -> str:
    due = local(clock.due_at(now))
    if clock.stopped_at is not None:
        met = "missed" if clock.missed(now) else "met"
        return words(f"ticket.clock.{met}", at=local(clock.stopped_at), due=due)
    if clock.pauses and clock.pauses[-1].end is None:
        return words("ticket.clock.stands", left=_span(clock.due_at(now) - now))
    left = clock.due_at(now) - now
    if left < timedelta():
        return words("ticket.clock.over", left=_span(-left), due=due)
    return words("ticket.clock.left", left=_span(left), due=due)


def _span(span: timedelta) -> str:
    if span >= _DAY:
        return _count("day", span // _DAY)
    return _count("hour", max(1, span // _HOUR))


def _count(unit: str, count: int) -> str:
    return words(f"ticket.clock.{unit}" if count == 1 else f"ticket.clock.{unit}s", count=count)


def _explained(name: str, clock: Clock, ticket: OpenTicket) -> Iterator[str]:
    """Say from when to when a period runs, and what makes it longer."""
    periods = PERIODS[ticket.file.ticket.regime]
    law = words(f"ticket.regime.{ticket.file.ticket.regime}")
    begun = local(clock.start)
    match name:
        case "legal":
            yield words("ticket.clock.legal_is", begun=begun, period=_period(periods.legal), law=law)
            yield from (
                words("ticket.clock.extended", until=local(event.until), at=local(event.at))
                for event in ticket.file.log
                if isinstance(event, ClockExtended)
            )
        case "work":
            yield words("ticket.clock.work_is", begun=begun, period=_work(ticket, periods.work))
            yield from _pauses(clock, ticket.now)
        case _:
            incident = ticket.file.ticket.kind is Kind.INCIDENT
            key = "touch_at_once" if incident else "touch_is"
            yield words(f"ticket.clock.{key}", **({} if incident else {"days": periods.touch}))


def _work(ticket: OpenTicket, period: Period) -> str:
    if ticket.file.ticket.kind is Kind.QUESTION:
        return words("ticket.clock.business_days", count=QUESTION_BUSINESS_DAYS)
    return _period(period)


def _period(period: Period) -> str:
    if period.months:
        return _count("month", period.months)
    return _count("day", period.days)


def _pauses(clock: Clock, now: datetime) -> Iterator[str]:
    if stood := sum(((pause.end or now) - pause.start for pause in clock.pauses), timedelta()):
        yield words("ticket.clock.stood", span=_span(stood))
