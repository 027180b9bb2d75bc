"""The buttons by which a person has a code sent or names an address, and which tickets have them."""

from __future__ import annotations

from handlers.context import Context
from handlers.replies import Press
from handlers.tickets.assurance import Level
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

CODE, ADDRESS, LATER = "code", "address", "code_later"
"""The buttons' commands."""
_OVER = frozenset({Status.DRAFT, Status.UNVERIFIED, Status.SPAM, Status.PURGED})


def possible(ctx: Context) -> bool:
    """Tell whether codes can be sent and known again."""
    return ctx.mails and ctx.draws is not None and ctx.shelf is not None


def takes_code(ticket: Ticket) -> bool:
    """Tell whether there is an address to confirm by a code.

    Of any ticket that its person can still do something about, for a copy of it is given to that address.
    """
    return ticket.status not in _OVER and ticket.contact is not None and not ticket.confirmed


def takes_address(ticket: Ticket, *, erased: bool = False) -> bool:
    """Tell whether its person may name an address, or another one than before.

    Not once staff have compared it with what is on file: what they found is about that address. `erased`
    tells that the one named before is not kept any more.
    """
    if ticket.status in _OVER:
        return False
    if ticket.contact is None:
        return True
    changing = ticket.status is Status.VERIFYING or not ticket.confirmed or erased
    return ticket.level < Level.ON_FILE and changing


def identity_buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    """Return what brings the identification of a ticket on, where codes can be sent."""
    if ticket.status is not Status.VERIFYING:
        return ()
    return address_buttons(ticket, ctx)


def address_buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    """Return what confirms the address of a ticket, also of one that waits for nothing else."""
    if not possible(ctx):
        return ()
    language = ctx.conversation.language
    code = (_code_button(ticket, language),) if takes_code(ticket) else ()
    address = (_address_button(ticket, language),) if takes_address(ticket) else ()
    return (*code, *address)


def later_button(number: str, language: Language) -> Press:
    return Press(say("identity.button.later", language), LATER, number)


def _code_button(ticket: Ticket, language: Language) -> Press:
    label = "again" if ticket.code_sent_at else "code"
    return Press(say(f"identity.button.{label}", language), CODE, ticket.number)


def _address_button(ticket: Ticket, language: Language) -> Press:
    label = "other" if ticket.contact else "name"
    return Press(say(f"identity.button.{label}", language), ADDRESS, ticket.number)
