"""The button that asks for one's own copy, shown where copies can be given."""

from __future__ import annotations

from handlers.context import Context
from handlers.replies import Press
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say

COPY = "copy"
"""The button's command."""


def copy_buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    """Return the button, or nothing where no copy of this ticket can be given."""
    if not possible(ctx) or ticket.status is Status.PURGED:
        return ()
    return (Press(say("download.button", ctx.conversation.language), COPY, ticket.number),)


def possible(ctx: Context) -> bool:
    """Tell whether links can be given out: our pages have an address, and codes can be mailed."""
    return ctx.mails and bool(ctx.public_url) and ctx.draws is not None
