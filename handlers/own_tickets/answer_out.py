"""An answer that is out: how it stands until staff close the ticket, and that its reader can object to it."""

from __future__ import annotations

from typing import Literal

from handlers.context import Context
from handlers.downloading.button import possible
from handlers.own_tickets.finding import holder
from handlers.own_tickets.reopen_button import object_button
from handlers.replies import Press
from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.desk_log import AnswerSent, answer_since_decision
from handlers.tickets.guards import Act
from handlers.tickets.log import Channel, DeliveryTried, TicketEvent
from handlers.tickets.machine import MoveRefused
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket


def answer_out(ticket: Ticket, ctx: Context) -> Literal["ready", "sent"] | None:
    """Tell how our answer is out that staff have not closed the ticket on yet; None while there is none."""
    answer = _answer(ticket, ctx)
    if answer is None:
        return None
    if answer.behind_link:
        return "ready" if possible(ctx) else None
    return "sent"


def arrived(ticket: Ticket, ctx: Context) -> tuple[TicketEvent, ...]:
    """Return the entries by which an answer that is out has arrived; none where none is out."""
    answer = _answer(ticket, ctx)
    return _arrived(answer, ticket, ctx) if answer else ()


def _arrived(answer: AnswerSent, ticket: Ticket, ctx: Context) -> tuple[TicketEvent, ...]:
    way = Channel.MAIL if ticket.tried == {Channel.MAIL} else Channel.LINE
    tried = DeliveryTried(at=ctx.now, by=SYSTEM, channel=way, text_id=answer.text.id, proven=True)
    try:
        delivered = machine.move(ticket.after(tried), Act(move=Move.DELIVER, by=SYSTEM, at=ctx.now))
    except MoveRefused:
        return ()
    return (tried, delivered)


def objectable(ticket: Ticket, ctx: Context) -> bool:
    """Tell whether its holder can have it looked at again now: it has ended, or they have our answer."""
    if Move.REOPEN in machine.possible(ticket, holder(ticket, ctx), ctx.now):
        return True
    answer = _answer(ticket, ctx)
    if answer is None or (answer.behind_link and not (ticket.proven and possible(ctx))):
        return False
    return bool(_arrived(answer, ticket, ctx))


def object_buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    """Return the button where it can be done now."""
    return (object_button(ticket, ctx.conversation.language),) if objectable(ticket, ctx) else ()


def _answer(ticket: Ticket, ctx: Context) -> AnswerSent | None:
    if ticket.status is not Status.EXECUTING or ctx.shelf is None:
        return None
    return answer_since_decision(ctx.shelf.log(ticket.number))
