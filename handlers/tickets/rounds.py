"""A round of deciding, up to the next objection: what began it, what was sent back, who approved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.tickets.actors import OUTSIDE
from handlers.tickets.log import ItemProposed, Moved, TicketEvent
from handlers.tickets.rights import Right
from handlers.tickets.statuses import OPEN, Move, Status


def objects(event: TicketEvent) -> bool:
    """Tell whether the requester asks by this that somebody looks at it again."""
    return isinstance(event, Moved) and event.move is Move.REOPEN and event.by.role in OUTSIDE


def objection(log: Sequence[TicketEvent]) -> Moved | None:
    """Return the objection that a ticket of this log is worked on for; None where it is for none."""
    for moved in _moves(log):
        if moved.to not in OPEN:
            return None
        if moved.move is Move.REOPEN:
            return moved if objects(moved) else None
    return None


def sent_back(log: Sequence[TicketEvent]) -> Moved | None:
    """Return the move by which proposals went back to who made them, where nothing came after it."""
    last = next(_moves(log), None)
    return last if last and last.move is Move.SEND_BACK else None


def approval(log: Sequence[TicketEvent]) -> Moved | None:
    """Return the approval of what is decided now; None where no second person looked at it."""
    last = next((one for one in _moves(log) if one.move in {Move.APPROVE, Move.REOPEN}), None)
    return last if last and last.move is Move.APPROVE else None


def decided_before(log: Sequence[TicketEvent], right: Right) -> ItemProposed | None:
    """Return what was answered about a right in the round before this one; None where this is the first."""
    back = iter(reversed(log))
    again = any(isinstance(event, Moved) and event.move is Move.REOPEN for event in back)
    answered = again and any(isinstance(event, Moved) and event.to is Status.ANSWERED for event in back)
    if not answered:
        return None
    return next((event for event in back if isinstance(event, ItemProposed) and event.right is right), None)


def _moves(log: Sequence[TicketEvent]) -> Iterator[Moved]:
    """Give the moves of a log, the last one first."""
    return (event for event in reversed(log) if isinstance(event, Moved))
