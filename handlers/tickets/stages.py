"""Who has to do something next with a ticket: we, somebody else, or nobody any more; and who spoke last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal

from handlers.tickets.actors import OUTSIDE, STAFF
from handlers.tickets.assurance import Level
from handlers.tickets.desk_log import AnswerSent
from handlers.tickets.log import FileKept, MessageIn, MessageOut, Moved, PersonWanted, TicketEvent
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.ticket import Ticket

Speaker = Literal["requester", "staff"]


class Stage(IntEnum):
    """The three boxes of the desk, in the order in which they are looked at."""

    TODO = 1
    """要対応: staff have to do something."""
    WAITING = 2
    """対応中: open, and it waits for the requester or for somebody in the company."""
    DONE = 3
    """対応済み: answered, or ended another way."""


_OURS = frozenset({Status.RECEIVED, Status.IN_REVIEW, Status.DECISION_PENDING, Status.EXECUTING})
_THEIR_MOVES = frozenset({Move.SUBMIT, Move.REOPEN, Move.HEAR_REQUESTER})


@dataclass(frozen=True, slots=True)
class Word:
    """The last that was said between the requester and us."""

    at: datetime
    by: Speaker


def stage_of(log: Sequence[TicketEvent]) -> Stage:
    """Return the box that a ticket is in. Raises ticket.BrokenLog."""
    ticket = Ticket.of(log)
    if ticket.status in _OURS:
        return Stage.TODO
    if ticket.status is Status.VERIFYING and _ours_to_verify(ticket):
        return Stage.TODO
    if ticket.status in OPEN | {Status.ANSWERED} and _spoke(log):
        return Stage.TODO
    return Stage.WAITING if ticket.status in OPEN else Stage.DONE


def unread(log: Sequence[TicketEvent]) -> bool:
    """Tell whether the requester handed in, wrote or sent something that staff have not acted on since."""
    return any(_theirs(event) for event in _since_staff(log))


def last_word(log: Sequence[TicketEvent]) -> Word | None:
    """Return what was said last; None where nobody has said anything yet."""
    for event in reversed(log):
        if _theirs(event):
            return Word(event.at, "requester")
        if isinstance(event, MessageOut | AnswerSent) or _asks(event):
            return Word(event.at, "staff")
    return None


def _ours_to_verify(ticket: Ticket) -> bool:
    """Tell whether the requester has done their part, and staff have to compare what they know."""
    return ticket.identified or ticket.level >= Level.ON_FILE or ticket.confirmed


def _spoke(log: Sequence[TicketEvent]) -> bool:
    """Tell whether the requester said something since it was handed in, and since staff last acted."""
    since = _since_staff(log)
    begun = next((place for place, event in enumerate(since) if _submits(event)), -1)
    return any(_said(event) for event in since[begun + 1 :])


def _since_staff(log: Sequence[TicketEvent]) -> Sequence[TicketEvent]:
    last = next((place for place in range(len(log) - 1, -1, -1) if log[place].by.role in STAFF), -1)
    return log[last + 1 :]


def _said(event: TicketEvent) -> bool:
    return event.by.role in OUTSIDE and isinstance(event, MessageIn | FileKept | PersonWanted)


def _theirs(event: TicketEvent) -> bool:
    moved = isinstance(event, Moved) and event.move in _THEIR_MOVES and event.by.role in OUTSIDE
    return moved or _said(event)


def _submits(event: TicketEvent) -> bool:
    return isinstance(event, Moved) and event.move is Move.SUBMIT


def _asks(event: TicketEvent) -> bool:
    return isinstance(event, Moved) and event.move is Move.ASK_REQUESTER
