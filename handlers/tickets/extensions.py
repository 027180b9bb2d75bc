"""Making the legal period longer: once, with a reason, told before it runs out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from enum import StrEnum

from handlers.tickets.actors import STAFF, Actor
from handlers.tickets.clocks import clocks
from handlers.tickets.log import ClockExtended, TicketEvent
from handlers.tickets.regimes import JAPAN, PERIODS, later
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket


class NotExtended(StrEnum):
    """Why a period cannot be made longer; the catalogue has sentences, `ticket.not_extended.*`."""

    NOT_STAFF = "not_staff"
    NOT_RUNNING = "not_running"
    """The ticket is a draft, or answered."""
    AGAIN = "again"
    """It was made longer once already."""
    TOO_LATE = "too_late"
    """The period has run out; the requester must hear of it before."""
    NOT_LATER = "not_later"
    """The new date is not after the old one."""
    TOO_LONG = "too_long"
    """The law, or our own limit where the law has none, does not reach so far."""


class ExtensionRefused(Exception):
    """The legal period stays as it is; `reason` says why."""

    def __init__(self, reason: NotExtended) -> None:
        super().__init__(f"not extended: {reason}")
        self.reason = reason


def extended(
    events: Sequence[TicketEvent],
    until: datetime,
    reason: KeptText,
    by: Actor,
    at: datetime,
    zone: tzinfo = JAPAN,
) -> ClockExtended:
    """Return the event of a longer legal period. Raises ExtensionRefused.

    The caller owes the requester the message with the reason in the same transaction. The APPI knows no
    extension: 14 days more, once, with notice and reason are our own limit; the others are the law's.
    """
    if why := _obstacle(events, until, by, at, zone):
        raise ExtensionRefused(why)
    return ClockExtended(at=at, by=by, until=until, reason=reason)


def latest(ticket: Ticket, zone: tzinfo = JAPAN) -> datetime:
    """Return the latest date that the legal period of a received ticket can be extended to."""
    periods = PERIODS[ticket.regime]
    return later(ticket.received_at or ticket.since, periods.legal + periods.extension, zone)


def _obstacle(
    events: Sequence[TicketEvent], until: datetime, by: Actor, at: datetime, zone: tzinfo
) -> NotExtended | None:
    running = clocks(events, zone=zone)
    if by.role not in STAFF:
        return NotExtended.NOT_STAFF
    if running is None or running.legal.stopped_at is not None:
        return NotExtended.NOT_RUNNING
    if any(isinstance(event, ClockExtended) for event in events):
        return NotExtended.AGAIN
    return _wrong_date(running.legal.due_at(at), until, at, latest(Ticket.of(events), zone))


def _wrong_date(due: datetime, until: datetime, at: datetime, last: datetime) -> NotExtended | None:
    if at >= due:
        return NotExtended.TOO_LATE
    if until <= due:
        return NotExtended.NOT_LATER
    return NotExtended.TOO_LONG if until > last else None
