"""The button by which a person has an answer looked at again."""

from __future__ import annotations

from handlers.replies import Press
from handlers.tickets.items import declines
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

REOPEN = "reopen"
"""The button's command."""


def reopen_button(number: str, language: Language) -> Press:
    """Return the button that asks for another look."""
    return Press(say("status.button.reopen", language), REOPEN, number)


def object_button(ticket: Ticket, language: Language) -> Press:
    """Return the same as an objection where we declined something, else as another look."""
    if not declines(ticket.items):
        return reopen_button(ticket.number, language)
    return Press(say("casework.button.object", language), REOPEN, ticket.number)
