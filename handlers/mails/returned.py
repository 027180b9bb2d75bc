"""A mail of ours came back for good: its address is used no more, and what it said goes another way.

Where it said nothing that is still of use, as one with a code, they hear that it came back.
"""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MailReturned
from handlers.identity.buttons import identity_buttons
from handlers.mails import letters
from handlers.mails.outcomes import Outcome, Settled
from handlers.notices import Notice
from handlers.own_tickets.finding import own
from handlers.own_tickets.status import status_button
from handlers.replies import Press, Text
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Channel, ContactFailed, DeliveryTried
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def returned(event: MailReturned, ctx: Context) -> Decision:
    """Go on by the chat alone; of an address that was replaced since, only what was said goes on."""
    ticket, settled = own(event.number, ctx), Settled(Outcome.BOUNCE)
    if ticket is None:
        return Decision(mail=settled)
    contact = ticket.contact
    if contact is None or ticket.status not in OPEN | {Status.ANSWERED}:
        return Decision(ticket=ticket.number, mail=settled, returned=event.mail)
    if event.address and not _is(contact, event.address, ticket, ctx):
        return Decision(ticket=ticket.number, mail=settled, returned=event.mail)
    tried = DeliveryTried(at=ctx.now, by=SYSTEM, channel=Channel.MAIL, text_id=contact.id, proven=False)
    failed = ContactFailed(at=ctx.now, by=SYSTEM, channel=Channel.MAIL)
    after = ticket.after(tried).after(failed)
    return Decision(
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, (tried, failed)),),
        letters=letters.to_center("returned", ticket, ctx),
        notices=(_notice(after, ctx),),
        mail=settled,
        returned=event.mail,
    )


def _is(contact: KeptText, address: str, ticket: Ticket, ctx: Context) -> bool:
    known = ctx.shelf.text(ticket.number, contact.id) if ctx.shelf else None
    return known is not None and known.casefold() == address.casefold()


def _notice(ticket: Ticket, ctx: Context) -> Notice:
    language = ctx.conversation.language
    buttons: tuple[Press, ...] = (status_button(ticket.number, language),)
    if ticket.status is Status.VERIFYING:
        buttons = (*identity_buttons(ticket, ctx), *buttons)
    return Notice(
        number=ticket.number,
        version=ticket.version,
        requester=ticket.requester,
        language=language,
        text=Text(say("mail.returned.chat", language, number=ticket.number), buttons),
    )
