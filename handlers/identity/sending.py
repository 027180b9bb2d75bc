"""A code on its way: the mail, what is kept of it, the entry of the log, and what the chat says.

Whether an address is known to anybody changes neither the words nor the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.contact import center
from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.identity import limits
from handlers.identity.buttons import address_buttons, later_button, possible
from handlers.identity.codes import NewCode, SpentCode
from handlers.letters import Letter, of_requester
from handlers.replies import Text
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Channel, CodeSent
from handlers.tickets.ticket import Ticket
from handlers.wording import say

_SHOWN = 2  # characters of an address before the @, enough for its owner to know it again


@dataclass(frozen=True, slots=True)
class Sent:
    """A code that goes out with this decision."""

    event: CodeSent
    letter: Letter
    code: NewCode


def code_for(ticket: Ticket, address: str, ctx: Context) -> Sent | None:
    """Return a code for a ticket; None where none may be sent to this address or person now."""
    if ctx.draws is None or not possible(ctx) or not limits.allows(address, ctx):
        return None
    code = ctx.draws.code()
    return Sent(
        event=CodeSent(at=ctx.now, by=SYSTEM, channel=Channel.MAIL),
        letter=_letter(ticket, address, code, ctx),
        code=_kept(ticket, address, code, ctx.draws),
    )


def sending(change: TicketChange, ticket: Ticket, address: str, ctx: Context) -> Decision:
    """Send a code with a change after which `ticket` is as it is; say so, or that none can be sent now."""
    sent = code_for(ticket, address, ctx)
    after = ticket.after(sent.event) if sent else ticket
    buttons = (*address_buttons(after, ctx), later_button(ticket.number, ctx.conversation.language))
    said = Text(told(address, sent, ctx), buttons)
    return with_code(Decision((said,), kind="status", ticket=ticket.number), change, sent)


def with_code(decision: Decision, change: TicketChange, sent: Sent | None) -> Decision:
    """Return a decision that makes a change and sends a code.

    Where none is sent, one sent before the change is dead; without a change it lives on.
    """
    if sent is None:
        dead = (SpentCode(change.number),) if change.events and change.version else ()
        return replace(decision, changes=(change,) if change.events else (), codes=dead)
    return replace(
        decision,
        changes=(replace(change, events=(*change.events, sent.event)),),
        letters=(sent.letter,),
        codes=(sent.code,),
    )


def told(address: str, sent: Sent | None, ctx: Context) -> str:
    """Say in the chat that a code was sent, and where to; or that too many were, whoever asked for them."""
    language = ctx.conversation.language
    if sent is None:
        most = {"hour": limits.MOST_AN_HOUR, "day": limits.MOST_A_DAY}
        return say("identity.limit", language, **most, **center(ctx))
    return say("identity.sent", language, address=masked(address), digits=limits.DIGITS, minutes=_minutes())


def masked(address: str) -> str:
    """Return an address as the chat shows it, "ja…@example.org": others may look at the same screen."""
    name, _, domain = address.rpartition("@")
    return f"{name[: min(_SHOWN, len(name) - 1)]}…@{domain}"


def _minutes() -> int:
    return int(limits.LIFE.total_seconds() // 60)


def _letter(ticket: Ticket, address: str, code: str, ctx: Context) -> Letter:
    language = ticket.language
    return Letter(
        to=address,
        subject=say("identity.letter.subject", language, number=ticket.number),
        text=say("identity.letter.text", language, number=ticket.number, code=code, minutes=_minutes()),
        language=language,
        number=ticket.number,
        until=ctx.now + limits.LIFE,
        thread=of_requester(ticket.number),
    )


def _kept(ticket: Ticket, address: str, code: str, draws: Draws) -> NewCode:
    return NewCode(ticket.number, address, draws.code_digest(code, ticket.number))
