"""The requester wants to speak to a person about a ticket: how to reach one, and the ticket remembers it."""

from __future__ import annotations

from datetime import timedelta

from handlers.contact import details
from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating.presence import expected
from handlers.own_tickets.finding import holder, with_own
from handlers.own_tickets.status import status_button
from handlers.replies import Text
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import PersonWanted
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say

AGAIN_AFTER = timedelta(days=1)
"""Within so long it is noted once, however often the button is pressed."""
_NOTED = OPEN - {Status.DRAFT} | {Status.ANSWERED}


def ask(number: str, ctx: Context) -> Decision:
    """Say how a person is reached, with the number to give, and note the wish where somebody will read it."""
    return with_own(number, ctx, "human", _asked)


def _asked(ticket: Ticket, ctx: Context) -> Decision:
    language = ctx.conversation.language
    noted = ticket.status in _NOTED
    told = (
        say("status.person.noted", language, number=ticket.number) if noted else "",
        say("status.person.reach", language, number=ticket.number),
        details(ctx),
        say("contact.how", language),
        expected(ctx),
    )
    text = Text("\n\n".join(filter(None, told)), (status_button(ticket.number, language),))
    changes = (_note(ticket, ctx),) if noted and not _known(ticket, ctx) else ()
    return Decision((text,), kind="human", escalation=True, ticket=ticket.number, changes=changes)


def _known(ticket: Ticket, ctx: Context) -> bool:
    wanted = ticket.person_wanted_at
    return wanted is not None and ctx.now - wanted < AGAIN_AFTER


def _note(ticket: Ticket, ctx: Context) -> TicketChange:
    event = PersonWanted(at=ctx.now, by=holder(ticket, ctx))
    return TicketChange(ticket.number, ticket.version, (event,))
