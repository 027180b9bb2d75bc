"""The person goes back to the bot, or staff have let the time run out when the person writes."""

from __future__ import annotations

from dataclasses import replace

from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating.presence import expected
from handlers.events import ButtonPressed, MessageReceived
from handlers.handover.held import held
from handlers.intake.asking import again
from handlers.mails import letters
from handlers.own_tickets.finding import holder
from handlers.own_tickets.status import status_button
from handlers.replies import Text
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def asked(_: MessageReceived | ButtonPressed, ctx: Context) -> Decision:
    """Let the bot answer again; where it does already, say so: old buttons live for ever."""
    language, ticket = ctx.conversation.language, held(ctx)
    if ticket is None:
        return Decision((Text(say("handover.bot_here", language), (contact_button(language),)),), kind="help")
    ended = HandoverEnded(at=ctx.now, by=holder(ticket, ctx), why="requester")
    told = say("handover.left", language, number=ticket.number)
    left = Decision(
        (Text(told, (status_button(ticket.number, language),)),),
        kind="human",
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, (ended,)),),
        letters=letters.to_center("handover_left", ticket, ctx),
    )
    return again(left, replace(ctx, tickets=()))  # with a form that was left half written


def lapsed(said: Decision, ticket: Ticket, ctx: Context) -> Decision:
    """End a handover whose time is over when the person writes; `ticket` is as it is after `said`."""
    ended = HandoverEnded(at=ctx.now, by=SYSTEM, why="timeout")
    return replace(
        said,
        replies=(*said.replies, lapse_text(ticket, ctx, unanswered=True)),
        kind=said.kind or "human",
        ticket=ticket.number,
        changes=(*said.changes, TicketChange(ticket.number, ticket.version, (ended,))),
        letters=letters.to_center("handover_lapsed", ticket, ctx),
    )


def lapse_text(ticket: Ticket, ctx: Context, *, unanswered: bool) -> Text:
    """Return why the bot answers again though nobody asked for it, and what becomes of what was written."""
    language = ctx.conversation.language
    key = "handover.lapsed.unanswered" if unanswered else "handover.lapsed.quiet"
    told = "\n\n".join((say(key, language, number=ticket.number), expected(ctx)))
    return Text(told, (status_button(ticket.number, language), contact_button(language)))
