"""What is asked, proposed and carried out for each right of a ticket, checked before it is written."""

from __future__ import annotations

from datetime import datetime

from handlers.tickets.actors import OUTSIDE, Actor, Role
from handlers.tickets.guards import theirs
from handlers.tickets.items import DECIDED_BY_STAFF, Item, Outcome, Proposal, lacks_reason, needs_work
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ItemAsked, ItemExecuted, ItemProposed
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.refusals import ReasonNotAllowed, reason
from handlers.tickets.rights import Right
from handlers.tickets.rules import DEFAULT, Rules
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket

_ASKABLE = OPEN - {Status.DECISION_PENDING, Status.EXECUTING}


class ItemRefused(Exception):
    """An item cannot be asked for, proposed or carried out like this; `obstacle` says why."""

    def __init__(self, right: Right, obstacle: Obstacle) -> None:
        super().__init__(f"{right}: {obstacle}")
        self.right = right
        self.obstacle = obstacle


def asked(ticket: Ticket, right: Right, by: Actor, at: datetime, scope: KeptText | None = None) -> ItemAsked:
    """Return the event of one right being exercised. Raises ItemRefused.

    Asked for once more, in other words, it takes the place of the item there was, with its proposal.
    """
    if ticket.kind is not Kind.RIGHTS:
        raise ItemRefused(right, Obstacle.KIND)
    if ticket.status not in _ASKABLE:
        raise ItemRefused(right, Obstacle.STATUS)
    if by.role not in OUTSIDE | {Role.CASEWORKER}:
        raise ItemRefused(right, Obstacle.ROLE)
    if by.role in OUTSIDE and not theirs(ticket, by):
        raise ItemRefused(right, Obstacle.NOT_THEIRS)
    return ItemAsked(at=at, by=by, right=right, scope=scope)


def proposed(
    ticket: Ticket, right: Right, proposal: Proposal, by: Actor, at: datetime, rules: Rules = DEFAULT
) -> ItemProposed:
    """Return the event of an outcome being proposed. Raises ItemRefused.

    A refusal needs a reason that is allowed for the right, the facts and what was done. Other outcomes need
    none, but a reason they name must be allowed, too.
    """
    _item(ticket, right, Status.IN_REVIEW)
    if found := _against(ticket, right, proposal, by, rules):
        raise ItemRefused(right, found)
    try:
        for code in proposal.codes:
            reason(code, right, proposal.outcome)
    except ReasonNotAllowed as error:
        raise ItemRefused(right, Obstacle.REASON_NOT_ALLOWED) from error
    return ItemProposed(at=at, by=by, right=right, proposal=proposal)


def carried_out(ticket: Ticket, right: Right, by: Actor, at: datetime) -> ItemExecuted:
    """Return the event of a decision having been carried out. Raises ItemRefused."""
    item = _item(ticket, right, Status.EXECUTING)
    if by.role is not Role.CASEWORKER:
        raise ItemRefused(right, Obstacle.ROLE)
    if item.executed or not needs_work(item):
        raise ItemRefused(right, Obstacle.NO_WORK)
    return ItemExecuted(at=at, by=by, right=right)


def _item(ticket: Ticket, right: Right, status: Status) -> Item:
    if ticket.status is not status:
        raise ItemRefused(right, Obstacle.STATUS)
    item = ticket.item(right)
    if item is None:
        raise ItemRefused(right, Obstacle.NOT_ASKED)
    return item


def _against(ticket: Ticket, right: Right, proposal: Proposal, by: Actor, rules: Rules) -> Obstacle | None:
    if by.role is not Role.CASEWORKER and not _said_by_policy(right, proposal, by):
        return Obstacle.ROLE
    if by.id in ticket.deciders and rules.self_approval_after is None:
        return Obstacle.SAME_REVIEWER
    if proposal.outcome not in DECIDED_BY_STAFF:
        return Obstacle.NOT_PROPOSED
    return _lacking(proposal) if lacks_reason(proposal) else None


def _lacking(proposal: Proposal) -> Obstacle:
    """Return the first part of a refusal that is missing, in the order in which it is filled in."""
    if not proposal.codes:
        return Obstacle.NO_REASON
    return Obstacle.NO_MEASURE if proposal.facts else Obstacle.NO_FACTS


def _said_by_policy(right: Right, proposal: Proposal, by: Actor) -> bool:
    """Let the system alone answer what the policy itself says: the purposes of use."""
    granted = proposal.outcome is Outcome.GRANTED
    return by.role is Role.SYSTEM and granted and right is Right.PURPOSE_NOTICE
