"""What happens to a ticket by itself, and when: reminders, giving up, closing and erasing.

Computed from the log alone, like `clocks`. What reaches the requester waits for the morning; all times are
aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from handlers.tickets import evidence, machine
from handlers.tickets.actors import SYSTEM, Role
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.guards import Act
from handlers.tickets.handover import Handover
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.log import (
    CodeSent,
    CodeWrong,
    ContactNamed,
    Moved,
    MoveDenied,
    ReminderSent,
    TicketEvent,
)
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rules import DEFAULT, Rules
from handlers.tickets.statuses import ENDED, Move, Status
from handlers.tickets.ticket import Ticket

QUIET_FROM, QUIET_UNTIL = 21, 8
"""Hours of the day between which nothing is said to a requester who has not just written."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What comes next, a move or one of ours. `heard` tells that the requester hears of it."""

    at: datetime
    does: Move | Literal["remind", "give_back"]
    heard: bool


def next_at(
    log: Sequence[TicketEvent], after: datetime | None = None, rules: Rules = DEFAULT
) -> datetime | None:
    """Return when the system has something to do by itself, not before `after`; None where it has nothing.

    Never before the last event of the log. Raises ticket.BrokenLog.
    """
    ticket = Ticket.of(log)
    goes = _not_before(evidence.next_at(ticket, log, rules), log, after)
    moments = (_step_at(_step(ticket, log, rules), log, after), goes)
    return min((at for at in moments if at), default=None)


def due(
    log: Sequence[TicketEvent], now: datetime, rules: Rules = DEFAULT
) -> EvidenceErased | Moved | ReminderSent | HandoverEnded | None:
    """Return the event to append now, None where it is not time. Raises ticket.BrokenLog.

    What `evidence.erased_with` a move comes with it, in the same transaction.
    """
    # First, for a requester whom nothing reaches may hold up the steps for days.
    ticket = Ticket.of(log)
    return evidence.due(ticket, log, now, rules) or _step_due(ticket, log, now, rules)


def _step_due(
    ticket: Ticket, log: Sequence[TicketEvent], now: datetime, rules: Rules
) -> Moved | ReminderSent | HandoverEnded | None:
    step = _step(ticket, log, rules)
    at = _step_at(step, log, now)
    if step is None or at is None or at > now:
        return None
    if step.does == "remind":
        return ReminderSent(at=now, by=SYSTEM)
    if step.does == "give_back":
        return HandoverEnded(at=now, by=SYSTEM, why="timeout")
    return machine.move(ticket, Act(move=step.does, by=SYSTEM, at=now), rules)


def gives_up_at(log: Sequence[TicketEvent], rules: Rules = DEFAULT) -> datetime | None:
    """Return when we give up if the requester does nothing; None where we do not wait for them."""
    ahead = list(log)
    for _ in range(rules.reminders + 2):  # a handover ends before anything else
        ticket = Ticket.of(ahead)
        at = _step_at(_step(ticket, ahead, rules), ahead, None)
        event = _step_due(ticket, ahead, at, rules) if at else None
        if isinstance(event, Moved):
            return at if event.move in _GIVING_UP.values() else None
        if event is None:
            return None
        ahead.append(event)
    return None


def awake(at: datetime, zone: tzinfo = JAPAN) -> datetime:
    """Return this time, or the next morning where it falls into the quiet hours."""
    local = at.astimezone(zone)
    if QUIET_UNTIL <= local.hour < QUIET_FROM:
        return at
    morning = local.replace(hour=QUIET_UNTIL, minute=0, second=0, microsecond=0)
    if local.hour >= QUIET_FROM:
        morning += timedelta(days=1)
    return morning.astimezone(at.tzinfo)


def _step_at(step: _Step | None, log: Sequence[TicketEvent], after: datetime | None) -> datetime | None:
    at = _not_before(step.at, log, after) if step else None
    return awake(at) if at and step and step.heard else at


def _not_before(at: datetime | None, log: Sequence[TicketEvent], after: datetime | None) -> datetime | None:
    """Return this time, but none before the last event of the log, nor before `after`."""
    return max(at, log[-1].at, after or log[-1].at) if at else None


_GIVING_UP = {Status.VERIFYING: Move.END_UNIDENTIFIED, Status.WAITING_REQUESTER: Move.END_UNANSWERED}


def _step(ticket: Ticket, log: Sequence[TicketEvent], rules: Rules) -> _Step | None:
    if ticket.handover is not None:
        return _given_back(ticket.handover, rules)
    if ticket.status is Status.ANSWERED:
        return _Step(ticket.since + rules.reopen_within, Move.CLOSE, heard=False)
    if ticket.status in ENDED | {Status.DRAFT}:
        return _purge(ticket, rules)
    if _nothing_left_to_try(ticket, rules):
        return _Step(ticket.since, Move.END_UNIDENTIFIED, heard=True)
    return _patience(ticket, log, rules) if _waits_for_requester(ticket, log) else None


def _given_back(handover: Handover, rules: Rules) -> _Step:
    """Nothing else happens by itself while a person of ours has the conversation."""
    return _Step(handover.lapses_at(rules), "give_back", heard=True)


def _purge(ticket: Ticket, rules: Rules) -> _Step | None:
    if ticket.hold:
        return None
    keep = rules.keep_draft if ticket.status is Status.DRAFT else rules.keep_content
    return _Step(ticket.since + keep, Move.PURGE, heard=False)


def _nothing_left_to_try(ticket: Ticket, rules: Rules) -> bool:
    return _unidentified(ticket) and not ticket.confirmed and ticket.failures >= rules.failures


def _waits_for_requester(ticket: Ticket, log: Sequence[TicketEvent]) -> bool:
    """Tell whether nothing goes on before the requester does something.

    Who has named an address and never got a code from us hears from the Privacy Center, and who has confirmed
    one waits for it: there we wait for staff.
    """
    if ticket.status is Status.WAITING_REQUESTER:
        return True
    asked = ticket.contact is None or any(isinstance(event, CodeSent) for event in log)
    return _unidentified(ticket) and not ticket.confirmed and asked


def _unidentified(ticket: Ticket) -> bool:
    return ticket.status is Status.VERIFYING and not ticket.identified


def _patience(ticket: Ticket, log: Sequence[TicketEvent], rules: Rules) -> _Step:
    """Remind as often as the rules say, then give up; whoever did something lately is left some time."""
    lately = log[_began(log) :]
    reminders = [event.at for event in lately if isinstance(event, ReminderSent)]
    reminded = max(reminders, default=ticket.since)
    first = _last_done(ticket, lately) + rules.remind_after
    again = max(first, reminded + rules.remind_again_after)
    if ticket.reminders < rules.reminders:
        return _Step(first if ticket.reminders == 0 else again, "remind", heard=True)
    identifies = ticket.status is Status.VERIFYING
    within = rules.identify_within if identifies else rules.answer_within
    return _Step(max(ticket.since + within, again), _GIVING_UP[ticket.status], heard=True)


def _began(log: Sequence[TicketEvent]) -> int:
    """Return the place in the log of the move that began the status."""
    return max(place for place, event in enumerate(log) if isinstance(event, Moved))


def _last_done(ticket: Ticket, events: Sequence[TicketEvent]) -> datetime:
    """Return when a person last did something with the ticket in this status."""
    return max((event.at for event in events if _by_a_person(event)), default=ticket.since)


def _by_a_person(event: TicketEvent) -> bool:
    if isinstance(event, CodeSent | CodeWrong | ContactNamed):
        return True
    return event.by.role is not Role.SYSTEM and not isinstance(event, ReminderSent | MoveDenied)
