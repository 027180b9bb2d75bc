"""The one way to move a ticket: the move is allowed and becomes an event, or is refused with a reason.

Console, mail, chat and timers all come here. A refusal is an event, too: `MoveRefused.event`.
"""

from __future__ import annotations

from datetime import datetime

from handlers.tickets import evidence
from handlers.tickets.actors import OUTSIDE, Actor
from handlers.tickets.guards import Act, theirs
from handlers.tickets.handover import ends_with
from handlers.tickets.log import Absorbed, Moved, MoveDenied, TicketEvent
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rules import DEFAULT, Rules
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket
from handlers.tickets.transitions import BY_MOVE, TRANSITIONS

TO_BE_GIVEN = frozenset({Obstacle.TEXT_MISSING, Obstacle.OWNER_MISSING, Obstacle.NO_TARGET})
"""Obstacles that vanish when the person who makes the move fills in a field."""


class MoveRefused(Exception):
    """A move is not allowed; `obstacle` says why."""

    def __init__(self, act: Act, obstacle: Obstacle) -> None:
        super().__init__(f"{act.move} is refused: {obstacle}")
        self.act = act
        self.obstacle = obstacle

    @property
    def event(self) -> MoveDenied:
        """The event that the log gets instead of the move."""
        return MoveDenied(at=self.act.at, by=self.act.by, move=self.act.move, reason=self.obstacle.value)


def obstacles(ticket: Ticket, act: Act, rules: Rules = DEFAULT) -> tuple[Obstacle, ...]:
    """Return everything that stands in the way of a move; nothing when it is allowed."""
    row = BY_MOVE[act.move]
    if ticket.status not in row.start:
        return (Obstacle.STATUS,)
    if act.by.role not in row.roles:
        return (Obstacle.ROLE,)
    if act.by.role in OUTSIDE and not theirs(ticket, act.by):
        return (Obstacle.NOT_THEIRS,)
    return tuple(guard.obstacle for guard in row.guards if guard.blocks(ticket, act, rules))


def move(ticket: Ticket, act: Act, rules: Rules = DEFAULT) -> Moved:
    """Return the event of a move. Raises MoveRefused with the first obstacle.

    A merger owes the other ticket an event, too, in the same transaction: see `absorbed`.
    """
    if found := obstacles(ticket, act, rules):
        raise MoveRefused(act, found[0])
    return Moved(
        at=act.at,
        by=act.by,
        move=act.move,
        to=BY_MOVE[act.move].to,
        text=act.text,
        into=act.into.number if act.into and act.move is Move.MERGE else None,
        owner=act.owner,
        until=act.until,
        alone=act.move is Move.APPROVE and act.by.id in ticket.proposers,
    )


def entries(ticket: Ticket, act: Act, rules: Rules = DEFAULT) -> tuple[TicketEvent, ...]:
    """Return the event of a move as the last, after those of what ends with it. Raises as `move`.

    A conversation that staff have ends with the ticket, and evidence goes once it is decided.
    """
    moved = move(ticket, act, rules)
    return (*ends_with(ticket.handover, moved), *evidence.erased_with(ticket, moved), moved)


def absorbed(ticket: Ticket, by: Actor, at: datetime) -> Absorbed:
    """Return the event for the other ticket of a merger; `ticket` is the one that ends in it."""
    return Absorbed(at=at, by=by, number=ticket.number, received_at=ticket.received_at or ticket.since)


def possible(ticket: Ticket, by: Actor, at: datetime, rules: Rules = DEFAULT) -> tuple[Move, ...]:
    """Return the moves that somebody can make now, counting on them to fill in what a move asks for."""
    acts = (Act(move=row.move, by=by, at=at) for row in TRANSITIONS)
    return tuple(act.move for act in acts if TO_BE_GIVEN.issuperset(obstacles(ticket, act, rules)))
