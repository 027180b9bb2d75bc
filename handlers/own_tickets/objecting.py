"""Somebody objects to an answer before staff have noted that it arrived: that they can is the proof of it."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.decisions import Decision
from handlers.own_tickets import moving
from handlers.own_tickets.finding import own
from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.desk_log import answer_since_decision
from handlers.tickets.guards import Act
from handlers.tickets.log import Channel, DeliveryTried, TicketEvent
from handlers.tickets.machine import MoveRefused
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket


def reopened(number: str, ctx: Context) -> Decision:
    """Let somebody else look at a ticket again; an answer that is out counts as arrived before."""
    ticket = own(number, ctx)
    arrived = _arrived(ticket, ctx) if ticket else ()
    if ticket is None or not arrived:
        return moving.reopened(number, ctx)
    after = ticket.after(arrived[0]).after(arrived[1])
    tickets = tuple(after if one is ticket else one for one in ctx.tickets)
    decision = moving.reopened(number, replace(ctx, tickets=tickets))
    changes = (
        replace(change, version=ticket.version, events=(*arrived, *change.events))
        for change in decision.changes
    )
    return replace(decision, changes=tuple(changes))


def _arrived(ticket: Ticket, ctx: Context) -> tuple[TicketEvent, ...]:
    """Return the entries by which the answer of a ticket has arrived; none where none is out."""
    answer = answer_since_decision(ctx.shelf.log(ticket.number)) if ctx.shelf else None
    if ticket.status is not Status.EXECUTING or answer is None:
        return ()
    way = Channel.MAIL if ticket.tried == {Channel.MAIL} else Channel.LINE
    tried = DeliveryTried(at=ctx.now, by=SYSTEM, channel=way, text_id=answer.text.id, proven=True)
    try:
        delivered = machine.move(ticket.after(tried), Act(move=Move.DELIVER, by=SYSTEM, at=ctx.now))
    except MoveRefused:
        return ()
    return (tried, delivered)
