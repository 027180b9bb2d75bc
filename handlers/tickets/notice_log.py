"""How what we say without being asked reaches a requester: the entries of a ticket's log about it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.tickets.log import Channel, TicketEvent


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
