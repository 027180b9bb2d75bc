"""The language of somebody of whom nothing is remembered but their tickets: that of the ticket."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.conversation import Conversation
from handlers.events import Event
from handlers.tickets.ticket import Ticket
from knowledge.language import Language


def asked_in(event: Event, tickets: Sequence[Ticket]) -> Language:
    """Return the language of the ticket that an event is about, else of the newest of these.

    Who asked to be forgotten is answered all the same, and in the language they asked in.
    """
    number = getattr(event, "number", "")
    about = (ticket.language for ticket in tickets if ticket.number == number)
    return next(about, tickets[0].language if tickets else Conversation().language)
