"""What somebody reads whose question, complaint or incident has arrived: number, what comes next, by when."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Behaviour, Decision
from handlers.own_tickets.lines import due_day
from handlers.own_tickets.status import status_button
from handlers.replies import Text
from handlers.tickets.business_hours import at_work
from handlers.tickets.changes import TicketChange
from handlers.tickets.kinds import Kind
from handlers.tickets.regimes import JAPAN
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def answer(change: TicketChange, ctx: Context) -> Decision:
    """Return the receipt of a ticket that was just opened."""
    ticket, language = Ticket.of(change.events), ctx.conversation.language
    buttons = (status_button(ticket.number, language), contact_button(language))
    text = Text("\n\n".join(_parts(ticket, change, ctx)), buttons)
    behaviour: Behaviour | None = "alert" if ticket.kind is Kind.INCIDENT else None
    return Decision((text,), kind="human", escalation=True, ticket=ticket.number, behaviour=behaviour)


def _parts(ticket: Ticket, change: TicketChange, ctx: Context) -> Iterator[str]:
    language = ctx.conversation.language
    yield say(f"escalate.received.{ticket.kind}", language, number=ticket.number)
    if ticket.kind is Kind.INCIDENT:
        yield _at_once(ctx)
    else:
        until = due_day(ticket, ticket.received_at or ctx.now, ctx)
        yield say(f"escalate.next.{ticket.kind}", language, until=until)
    if ticket.contact is None:
        yield say("escalate.answered.here", language)
    else:
        yield say("escalate.answered.mail", language, email=change.texts[ticket.contact.id].text)
    yield say("escalate.ask", language, **center(ctx))


def _at_once(ctx: Context) -> str:
    """Promise no more than the hour allows: at night and on holidays nobody sits there."""
    language, there = ctx.conversation.language, at_work(ctx.now, ctx.staff.hours)
    if there == ctx.now:
        return say("escalate.next.incident", language)
    day = there.astimezone(JAPAN)
    told = say("date.day", language, month=say(f"month.{day.month}", language), day=day.day)
    return say("escalate.next.incident_closed", language, day=told, time=f"{day:%H:%M}")
