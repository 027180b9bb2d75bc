"""What figures are made from: columns of `tickets` that tell how it ended, in numbers and words of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from bot.store.moments import milliseconds
from bot.store.right_places import RIGHTS
from handlers.tickets.actors import STAFF
from handlers.tickets.desk_log import AnswerSent
from handlers.tickets.items import Item, Outcome
from handlers.tickets.log import MessageOut, Moved, TicketEvent
from handlers.tickets.rights import Right
from handlers.tickets.statuses import ENDED, Move, Status
from handlers.tickets.ticket import Ticket

_OUTCOMES = (
    Outcome.GRANTED,
    Outcome.PARTIALLY_GRANTED,
    Outcome.REFUSED,
    Outcome.NOT_HELD,
    Outcome.REDIRECTED,
    Outcome.WITHDRAWN,
    Outcome.UNVERIFIED,
    Outcome.NONRESPONSIVE,
    Outcome.DUPLICATE,
)
"""Stored by their places, from 1, as those of `RIGHTS` are; new ones are added at the end."""
_BITS = 4
_NOT_COUNTED = (Status.SPAM, Status.MERGED)


def figure_columns(log: Sequence[TicketEvent], ticket: Ticket) -> dict[str, object]:
    """Return the columns of `tickets` that figures are made of, for a whole log and what it comes to."""
    return {
        "first_answer_at": _first_answer_at(log),
        "ended_as": _ended_as(log),
        "outcomes": _stored(ticket.items),
        "score": ticket.score,
    }


@lru_cache(maxsize=1_024)
def outcomes_of(stored: int | None) -> Mapping[Right, Outcome]:
    """Return the outcome of each right that has one, from `tickets.outcomes`."""
    places = ((right, (stored or 0) >> _BITS * place & 15) for place, right in enumerate(RIGHTS))
    return MappingProxyType({right: _OUTCOMES[code - 1] for right, code in places if code})


def _stored(items: Iterable[Item]) -> int:
    return sum(
        (_OUTCOMES.index(item.outcome) + 1) << _BITS * RIGHTS.index(item.right)
        for item in items
        if item.outcome
    )


def _first_answer_at(log: Sequence[TicketEvent]) -> int | None:
    """Return when a person of ours first wrote to the requester, or the answer was delivered."""
    begun = next((place for place, event in enumerate(log) if _moves(event, Move.SUBMIT)), len(log))
    at: datetime | None = next((event.at for event in log[begun:] if _answers(event)), None)
    return milliseconds(at) if at else None


def _answers(event: TicketEvent) -> bool:
    if isinstance(event, Moved) and event.to is Status.ANSWERED:
        return True
    spoken = isinstance(event, MessageOut | AnswerSent) or _moves(event, Move.ASK_REQUESTER)
    return spoken and event.by.role in STAFF


def _ended_as(log: Sequence[TicketEvent]) -> str | None:
    """Return how a ticket ended; `answered` from its first answer on, also while somebody objects to that."""
    statuses = [event.to for event in log if isinstance(event, Moved) and event.to is not Status.PURGED]
    last = statuses[-1] if statuses else None
    if last in _NOT_COUNTED:
        return str(last)
    if Status.ANSWERED in statuses:
        return Status.ANSWERED.value
    return str(last) if last in ENDED else None


def _moves(event: TicketEvent, move: Move) -> bool:
    return isinstance(event, Moved) and event.move is move
