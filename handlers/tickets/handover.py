"""Who has the conversation of a ticket while a person of ours answers in the chat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.tickets.actors import OUTSIDE, STAFF
from handlers.tickets.handover_log import HandoverBegan, HandoverEnded
from handlers.tickets.log import FileKept, MessageIn, MessageOut, Moved, TicketEvent
from handlers.tickets.rules import DEFAULT, Rules
from handlers.tickets.statuses import ENDED, Status

_OVER = ENDED | {Status.PURGED}


@dataclass(frozen=True, slots=True)
class Handover:
    """Since when (UTC) `by`, the id of a caseworker, has the conversation.

    `heard_at` is when staff last did something with the ticket; `unanswered` tells that the requester wrote
    or sent something since staff last wrote.
    """

    since: datetime
    by: str
    heard_at: datetime
    unanswered: bool = False

    def lapses_at(self, rules: Rules = DEFAULT) -> datetime:
        """Return when the bot has it back if staff do nothing."""
        return self.heard_at + rules.handover_idle

    def lapsed(self, now: datetime) -> bool:
        return now >= self.lapses_at()


def after(handover: Handover | None, event: TicketEvent) -> Handover | None:
    """Return the handover of a ticket one event later; None where the bot answers."""
    match event:
        case HandoverBegan(at=at, by=by):
            since = handover.since if handover else at
            return Handover(since, by.id, at, unanswered=handover is not None and handover.unanswered)
        case HandoverEnded():
            return None
        case Moved(to=status) if status in _OVER:
            return None
    return _heard(handover, event) if handover else None


def ends_with(handover: Handover | None, moved: Moved) -> tuple[HandoverEnded, ...]:
    """Return that a handover ends with the ticket by this move, where it does; else nothing."""
    if handover is None or moved.to not in _OVER:
        return ()
    return (HandoverEnded(at=moved.at, by=moved.by, why="ended"),)


def _heard(handover: Handover, event: TicketEvent) -> Handover:
    if event.by.role in STAFF:
        waits = handover.unanswered and not isinstance(event, MessageOut)
        return replace(handover, heard_at=event.at, unanswered=waits)
    if event.by.role in OUTSIDE and isinstance(event, MessageIn | FileKept):
        return replace(handover, unanswered=True)
    return handover
