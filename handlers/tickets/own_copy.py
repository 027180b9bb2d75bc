"""Which texts of a ticket are the requester's to read: what they wrote, and what we wrote to them."""

from __future__ import annotations

from handlers.tickets.actors import OUTSIDE
from handlers.tickets.log import ClockExtended, ItemAsked, MessageIn, MessageOut, Moved, TicketEvent
from handlers.tickets.statuses import Move

_SAID_TO_THEM = frozenset({Move.ASK_REQUESTER, Move.ANSWER, Move.REDIRECT})


def is_theirs_to_read(event: TicketEvent) -> bool:
    """Tell whether the texts of an event belong into the requester's own copy.

    Notes, questions inside the company and drafts of a decision do not; of a decision they get the notice.
    """
    match event:
        case MessageIn() | MessageOut() | ItemAsked() | ClockExtended():
            return True
        case Moved(move=move) if move in _SAID_TO_THEM:
            return True
    return event.by.role in OUTSIDE
