"""A person of ours answers in the chat and the bot is silent: the entries of a ticket's log about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handlers.tickets.log import TicketEvent

HandoverEnd = Literal["staff", "requester", "timeout", "ended"]
"""Who gave the conversation back, or that staff did nothing for too long, or that the ticket ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverBegan(TicketEvent):
    """Staff took the conversation, or took it over from a colleague."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverEnded(TicketEvent):
    """The bot answers again."""

    why: HandoverEnd
