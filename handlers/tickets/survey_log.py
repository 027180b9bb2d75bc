"""What a requester thinks of our answer: the entries of a ticket's log about it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.tickets.log import TicketEvent
from handlers.tickets.texts import KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswered(TicketEvent):
    """The requester said how much our answer helped, from 1 (not at all) to 5 (very much)."""

    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCommented(TicketEvent):
    """The requester added a word of their own to the score."""

    text: KeptText
