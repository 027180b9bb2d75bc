"""The button by which a person adds a file to a ticket, and which tickets have it."""

from __future__ import annotations

from handlers.files import limits
from handlers.replies import Press
from handlers.tickets.statuses import OPEN
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language


def takes_files(ticket: Ticket) -> bool:
    """Tell whether a ticket takes one more file."""
    return ticket.status in OPEN and ticket.files < limits.MOST


def add_buttons(ticket: Ticket, language: Language) -> tuple[Press, ...]:
    """Return the button where the ticket takes one more file, else none."""
    if not takes_files(ticket):
        return ()
    return (Press(say("files.button.add", language), "attach", ticket.number),)
