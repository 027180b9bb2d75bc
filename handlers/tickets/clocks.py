"""The clocks of a ticket, computed from its log alone: the same log always gives the same dates.

- legal: from receipt to the answer; never paused. Only an extension makes it longer.
- work: our own target; stands still while we wait for the requester, which moves its end by as long; begins
  anew after an objection.
- touch: until a person of ours first does something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from handlers.tickets import business_days
from handlers.tickets.actors import STAFF
from handlers.tickets.business_days import YEAR_END, ClosingDays
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ClockExtended, Moved, TicketEvent
from handlers.tickets.regimes import JAPAN, PERIODS, later
from handlers.tickets.statuses import ENDED, Move, Status
from handlers.tickets.ticket import Ticket

WARNINGS = (50, 75, 90, 100)
"""At so many percent of a period staff are warned."""
QUESTION_BUSINESS_DAYS = 3
_STOPPED = ENDED | {Status.ANSWERED, Status.PURGED}


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that does not count; `end` is None while it lasts."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One period. `length` is the time there is, `stopped_at` when it was over (None while it runs)."""

    start: datetime
    length: timedelta
    pauses: tuple[Pause, ...] = ()
    stopped_at: datetime | None = None

    def due_at(self, now: datetime) -> datetime:
        """Return when it runs out, as things stand: while it is paused this moves on with `now`."""
        return self.start + self.length + self._paused(self._until(now))

    def percent(self, now: datetime) -> int:
        """Return how much of the period is used up, 0 or more; over 100 it is overdue."""
        used = self._until(now) - self.start - self._paused(self._until(now))
        if self.length <= timedelta():
            return 100
        return max(0, used * 100 // self.length)

    def reached(self, now: datetime) -> tuple[int, ...]:
        """Return the warnings that are due by now, all of them, whether told already or not."""
        return tuple(percent for percent in WARNINGS if self.percent(now) >= percent)

    def warns_at(self, percent: int, now: datetime) -> datetime | None:
        """Return when a warning falls due as things stand; None while it is paused before, or stopped."""
        used = self.length * percent / 100
        moment = self.start + used
        for pause in self.pauses:
            if moment <= pause.start:
                break
            if pause.end is None or pause.end > now:
                return None
            moment += pause.end - pause.start
        return None if self.stopped_at is not None and moment > self.stopped_at else moment

    def missed(self, now: datetime) -> bool:
        """Tell whether it ran out before it was stopped."""
        return self._until(now) > self.due_at(now)

    def _until(self, now: datetime) -> datetime:
        return min(now, self.stopped_at or now)

    def _paused(self, until: datetime) -> timedelta:
        spans = (min(pause.end or until, until) - min(pause.start, until) for pause in self.pauses)
        return sum(spans, timedelta())


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    legal: Clock
    work: Clock
    touch: Clock


def clocks(
    events: Sequence[TicketEvent], closing: ClosingDays = YEAR_END, zone: tzinfo = JAPAN
) -> Clocks | None:
    """Return the three clocks of a ticket's whole log; None for a draft. Raises ticket.BrokenLog."""
    ticket = Ticket.of(events)
    received = ticket.received_at
    if received is None:
        return None
    begun = _begun(events) or received
    return Clocks(
        legal=Clock(start=received, length=_legal(ticket, events, zone), stopped_at=_answered(events)),
        work=Clock(
            start=begun,
            length=_work(ticket, begun, closing, zone),
            pauses=_pauses(events, begun),
            stopped_at=_stopped(events),
        ),
        touch=Clock(
            start=received,
            length=_touch(ticket, received, closing, zone),
            stopped_at=_touched(events) or _stopped(events),
        ),
    )


def _legal(ticket: Ticket, events: Sequence[TicketEvent], zone: tzinfo) -> timedelta:
    received = ticket.received_at or ticket.since
    extended = [event.until for event in events if isinstance(event, ClockExtended)]
    return max([later(received, PERIODS[ticket.regime].legal, zone), *extended]) - received


def _work(ticket: Ticket, begun: datetime, closing: ClosingDays, zone: tzinfo) -> timedelta:
    if ticket.kind is Kind.QUESTION:
        return _business(begun, QUESTION_BUSINESS_DAYS, closing, zone)
    return later(begun, PERIODS[ticket.regime].work, zone) - begun


def _touch(ticket: Ticket, received: datetime, closing: ClosingDays, zone: tzinfo) -> timedelta:
    """An incident is for a person at once: its clock has run out when it starts."""
    if ticket.kind is Kind.INCIDENT:
        return timedelta()
    return _business(received, PERIODS[ticket.regime].touch, closing, zone)


def _business(start: datetime, count: int, closing: ClosingDays, zone: tzinfo) -> timedelta:
    local = start.astimezone(zone)
    return timedelta(days=(business_days.after(local.date(), count, closing) - local.date()).days)


def _moves(events: Sequence[TicketEvent]) -> list[Moved]:
    return [event for event in events if isinstance(event, Moved)]


def _begun(events: Sequence[TicketEvent]) -> datetime | None:
    """Return when the last objection began a new round."""
    return next((m.at for m in reversed(_moves(events)) if m.move is Move.REOPEN), None)


def _answered(events: Sequence[TicketEvent]) -> datetime | None:
    """Return when the legal period was met for good.

    The first answer counts, also when somebody objects to it later; an end that was taken back does not.
    """
    moves = _moves(events)
    first = next((m.at for m in moves if m.to is Status.ANSWERED), None)
    return first or _stopped(events)


def _stopped(events: Sequence[TicketEvent]) -> datetime | None:
    """Return when the ticket came to rest, if it rests now."""
    stopped = None
    for event in _moves(events):
        stopped = (stopped or event.at) if event.to in _STOPPED else None
    return stopped


def _touched(events: Sequence[TicketEvent]) -> datetime | None:
    """Return when staff first did something with the submitted ticket."""
    submitted = False
    for event in events:
        if submitted and event.by.role in STAFF:
            return event.at
        submitted = submitted or (isinstance(event, Moved) and event.move is Move.SUBMIT)
    return None


def _pauses(events: Sequence[TicketEvent], begun: datetime) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    for event in (one for one in _moves(events) if one.at >= begun):
        if pauses and pauses[-1].end is None:
            pauses[-1] = Pause(pauses[-1].start, event.at)
        if event.to is Status.WAITING_REQUESTER:
            pauses.append(Pause(event.at, None))
    return tuple(pauses)
