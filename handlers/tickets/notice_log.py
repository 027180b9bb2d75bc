"""How what we say without being asked reaches a requester: the entries of a ticket's log about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.tickets.log import Channel, DeliveryTried, MessageOut, TicketEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(TicketEvent):
    """Something we said without being asked was taken from us; `proven` tells that it arrived."""

    channel: Channel
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFailed(TicketEvent):
    """Something we said without being asked did not go out this way; `why` is a word or a status."""

    channel: Channel
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWaits(TicketEvent):
    """Something we say without being asked can be sent no way, and waits for the requester's next message."""


def of_answer(event: TicketEvent, log: Sequence[TicketEvent]) -> tuple[TicketEvent, ...]:
    """Return an entry about a notice that carries the answer, and what it says of how the answer travelled.

    `log` is what stands before it; the text is the one that was written last to the requester, "" for none.
    """
    if not isinstance(event, NoticeSent):
        return (event,)
    text_id = next((one.text.id for one in reversed(log) if isinstance(one, MessageOut)), "")
    tried = DeliveryTried(
        at=event.at, by=event.by, channel=event.channel, text_id=text_id, proven=event.proven
    )
    return (event, tried)
