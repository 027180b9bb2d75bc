"""The button by which a person adds information to a ticket, and which tickets have it."""

from __future__ import annotations

from handlers.replies import Press
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language


def takes_information(ticket: Ticket) -> bool:
    """Tell whether somebody still works on a ticket, so that more information is of use."""
    return ticket.status in OPEN - {Status.DRAFT}


def information_buttons(ticket: Ticket, language: Language) -> tuple[Press, ...]:
    """Return the button where the ticket takes more information, else none."""
    if not takes_information(ticket):
        return ()
    return (Press(say("status.button.inform", language), "inform", ticket.number),)
