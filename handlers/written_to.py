"""The mail address that what we write about a ticket may go to."""

from __future__ import annotations

from handlers.context import Context
from handlers.tickets.assurance import Level
from handlers.tickets.kinds import Kind
from handlers.tickets.ticket import Ticket


def written_to(ticket: Ticket, ctx: Context) -> str | None:
    """Return the address named last, as its requester wrote it; None where words would not be safe there.

    Who passes on a question names an address to be written there. Of a ticket about rights, words go only to
    an address that was confirmed by a code or compared by staff, for it may have been mistyped.
    """
    if not ctx.mails or ctx.shelf is None or ticket.contact is None:
        return None
    if ticket.kind is Kind.RIGHTS and not sure(ticket):
        return None
    return ctx.shelf.text(ticket.number, ticket.contact.id)


def sure(ticket: Ticket) -> bool:
    """Tell whether we know that the address is the requester's."""
    return ticket.confirmed or ticket.level >= Level.ON_FILE
