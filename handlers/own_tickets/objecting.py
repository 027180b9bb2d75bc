"""Somebody objects to an answer, by its button or in the button's words.

That they can before staff have noted that it arrived is the proof of it.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.intents import objects
from handlers.own_tickets import moving
from handlers.own_tickets.answer_out import arrived, objectable
from handlers.own_tickets.finding import own
from handlers.own_tickets.reopen_button import REOPEN


def hear(event: MessageReceived, ctx: Context) -> Decision | None:
    """Take words as the button they name; None where they say something else, or there is no such button."""
    if not ctx.tickets or not objects(event.text):
        return None
    tickets = [one for one in ctx.tickets if objectable(one, ctx)]
    if len(tickets) == 1:
        return reopened(tickets[0].number, ctx)
    return moving.which(tickets, "status.which_again", REOPEN, ctx, "status") if tickets else None


def reopened(number: str, ctx: Context) -> Decision:
    """Let somebody else look at a ticket again; an answer that is out counts as arrived before."""
    ticket = own(number, ctx)
    came = arrived(ticket, ctx) if ticket else ()
    if ticket is None or not came:
        return moving.reopened(number, ctx)
    after = ticket.after(came[0]).after(came[1])
    tickets = tuple(after if one is ticket else one for one in ctx.tickets)
    decision = moving.reopened(number, replace(ctx, tickets=tickets))
    changes = (
        replace(change, version=ticket.version, events=(*came, *change.events)) for change in decision.changes
    )
    return replace(decision, changes=tuple(changes))
