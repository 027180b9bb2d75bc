"""The second code: who has the link gets it by mail, within the limits for all codes."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading.giving import confirmed_address
from handlers.downloading.page import minutes
from handlers.events import CodeWanted
from handlers.identity import limits
from handlers.identity.codes import NewCode
from handlers.letters import Letter, of_requester
from handlers.own_tickets.finding import own
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def wanted(event: CodeWanted, ctx: Context) -> Decision:
    """Send the code, or nothing where it may not be sent now: the page says the same either way."""
    ticket = own(event.number, ctx)
    address = confirmed_address(ticket, ctx) if ticket else None
    if ticket is None or address is None or not limits.allows(address, ctx):
        return Decision()
    return _sent(ticket, address, event.subject, ctx)


def _sent(ticket: Ticket, address: str, subject: str, ctx: Context) -> Decision:
    if ctx.draws is None or not ctx.mails:
        return Decision()
    code, language = ctx.draws.code(), ticket.language
    letter = Letter(
        to=address,
        subject=say("download.letter.subject", language, number=ticket.number),
        text=say(
            "download.letter.text",
            language,
            number=ticket.number,
            code=code,
            minutes=minutes(limits.LIFE),
        ),
        language=language,
        number=ticket.number,
        until=ctx.now + limits.LIFE,
        thread=of_requester(ticket.number),
    )
    kept = NewCode(subject, address, ctx.draws.code_digest(code, subject))
    return Decision(letters=(letter,), codes=(kept,))
