"""The requester's mail address: whether what we write about a ticket may go there, and the mail itself."""

from __future__ import annotations

from handlers.context import Context
from handlers.letters import Letter, of_requester
from handlers.tickets.assurance import Level
from handlers.tickets.kinds import Kind
from handlers.tickets.ticket import Ticket


def named(ticket: Ticket, ctx: Context) -> str | None:
    """Return the address named last, as its requester wrote it; None where no mail can be sent to one."""
    if not ctx.mails or ctx.shelf is None or ticket.contact is None:
        return None
    return ctx.shelf.text(ticket.number, ticket.contact.id)


def sure(ticket: Ticket) -> bool:
    """Tell whether the address is the requester's: proven by a code, or compared by staff.

    Any other may be mistyped, so the chat, which is theirs, is the better way.
    """
    return ticket.confirmed or ticket.level >= Level.ON_FILE


def safe(ticket: Ticket) -> bool:
    """Tell whether words about a ticket may go to the address that was named.

    Who passes on a question names an address to be written there; of rights we write only where it is sure.
    """
    return ticket.kind is not Kind.RIGHTS or sure(ticket)


def letter_to(ticket: Ticket, ctx: Context, subject: str, words: str) -> Letter | None:
    """Return words as a mail to the requester; None where none can be sent, or would be safe."""
    address = named(ticket, ctx) if safe(ticket) else None
    return mail(address, ticket, ctx, subject, words) if address else None


def mail(address: str, ticket: Ticket, ctx: Context, subject: str, words: str) -> Letter:
    """Return words as a mail to the requester at this address, which they may answer."""
    return Letter(
        to=address,
        subject=subject,
        text=words,
        language=ctx.conversation.language,
        number=ticket.number,
        thread=of_requester(ticket.number),
        party="requester",
    )
