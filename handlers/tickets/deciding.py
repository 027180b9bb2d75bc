"""What is asked, proposed and carried out for each right of a ticket, checked before it is written."""

from __future__ import annotations

from datetime import datetime

from handlers.tickets.actors import OUTSIDE, Actor, Role
from handlers.tickets.items import DECIDED_BY_STAFF, NEEDS_REASONS, Item, Outcome, Proposal, needs_work
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ItemAsked, ItemExecuted, ItemProposed
from handlers.tickets.refusals import reason
from handlers.tickets.rights import Right
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket

_ASKABLE = OPEN - {Status.DECISION_PENDING, Status.EXECUTING}


class NotDecided(Exception):
    """An item cannot be asked for, proposed or carried out like this; the message says why."""


def asked(ticket: Ticket, right: Right, by: Actor, at: datetime, scope: KeptText | None = None) -> ItemAsked:
    """Return the event of one right being exercised, or asked for in other words. Raises NotDecided."""
    if ticket.kind is not Kind.RIGHTS:
        raise NotDecided(f"a ticket of kind {ticket.kind} has no items")
    if ticket.status not in _ASKABLE:
        raise NotDecided(f"nothing more can be asked while the ticket is {ticket.status}")
    if by.role not in OUTSIDE | {Role.CASEWORKER}:
        raise NotDecided(f"a {by.role} asks for nothing")
    return ItemAsked(at=at, by=by, right=right, scope=scope)


def proposed(ticket: Ticket, right: Right, proposal: Proposal, by: Actor, at: datetime) -> ItemProposed:
    """Return the event of an outcome being proposed. Raises NotDecided and refusals.ReasonNotAllowed.

    Refusals need at least one reason that is allowed for the right, the facts and what was done; other
    outcomes need none, and what they name must be allowed all the same.
    """
    _item(ticket, right, Status.IN_REVIEW)
    if by.role is not Role.CASEWORKER and not _at_once(right, proposal, by):
        raise NotDecided(f"a {by.role} proposes nothing")
    if proposal.outcome not in DECIDED_BY_STAFF:
        raise NotDecided(f"{proposal.outcome} follows from how a ticket ends")
    if proposal.outcome in NEEDS_REASONS and not (proposal.codes and proposal.facts and proposal.done):
        raise NotDecided("a refusal needs its reason, the facts and what was done")
    for code in proposal.codes:
        reason(code, right, proposal.outcome)
    return ItemProposed(at=at, by=by, right=right, proposal=proposal)


def carried_out(ticket: Ticket, right: Right, by: Actor, at: datetime) -> ItemExecuted:
    """Return the event of a decision having been carried out. Raises NotDecided."""
    item = _item(ticket, right, Status.EXECUTING)
    if by.role is not Role.CASEWORKER:
        raise NotDecided(f"a {by.role} carries out nothing")
    if not needs_work(item):
        raise NotDecided(f"{right} needs no work")
    if item.executed:
        raise NotDecided(f"{right} is carried out already")
    return ItemExecuted(at=at, by=by, right=right)


def _item(ticket: Ticket, right: Right, status: Status) -> Item:
    if ticket.status is not status:
        raise NotDecided(f"the ticket is {ticket.status}, not {status}")
    item = ticket.item(right)
    if item is None:
        raise NotDecided(f"{right} is not asked for in this ticket")
    return item


def _at_once(right: Right, proposal: Proposal, by: Actor) -> bool:
    """Let the system alone answer what the policy itself says: the purposes of use."""
    granted = proposal.outcome is Outcome.GRANTED
    return by.role is Role.SYSTEM and granted and right is Right.PURPOSE_NOTICE
