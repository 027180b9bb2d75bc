"""A form that is sent: the ticket it becomes, once, and what the person reads then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.intake import purposes
from handlers.intake.application import Application
from handlers.intake.asking import ask
from handlers.intake.form import Form
from handlers.intake.labels import names
from handlers.intake.steps import answered_at_once
from handlers.own_tickets.lines import due_day
from handlers.own_tickets.status import status_button
from handlers.replies import Text
from handlers.tickets.changes import TicketChange
from handlers.tickets.rights import MAY_COST
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def send(form: Form, ctx: Context) -> Decision:
    """Open the ticket, and say what happens next and by when."""
    application = Application.of(form, ctx)
    if application is None:
        return ask(form, ctx, say("intake.not_now", ctx.conversation.language, **center(ctx)))
    if answered_at_once(form) and (found := purposes.passages(form, ctx)):
        ctx.conversation.form = None
        return purposes.answer(application, found, ctx)
    return _opened(application.submitted(), "sent", form, ctx)


def redirect(form: Form, ctx: Context) -> Decision:
    """Open a ticket that ends at once, because the person agrees that somebody else is to be asked."""
    application = Application.of(form, ctx)
    if application is None:
        return ask(form, ctx, say("intake.not_now", ctx.conversation.language, **center(ctx)))
    return _opened(application.redirected(), "redirected", form, ctx)


def became(form_id: str, ctx: Context) -> Ticket | None:
    """Return the ticket that a form has become; it has a text with the form's id."""
    return next((ticket for ticket in ctx.tickets if _holds(ticket, form_id)), None)


def sent_before(ticket: Ticket, ctx: Context) -> Decision:
    """Answer whoever sends a form once more: it has arrived, and there is no second ticket."""
    language = ctx.conversation.language
    words = say("intake.sent_before", language, number=ticket.number)
    rights = tuple(item.right.value for item in ticket.items)
    return Decision(
        (Text(words, (status_button(ticket.number, language),)),),
        kind="right",
        rights=rights,
        ticket=ticket.number,
    )


def _holds(ticket: Ticket, form_id: str) -> bool:
    return any(item.scope is not None and item.scope.id == form_id for item in ticket.items)


def _opened(change: TicketChange, how: str, form: Form, ctx: Context) -> Decision:
    ctx.conversation.form = None
    return replace(_receipt(Ticket.of(change.events), how, form, ctx), changes=(change,))


def _receipt(ticket: Ticket, how: str, form: Form, ctx: Context) -> Decision:
    language = ctx.conversation.language
    rights = names(form.rights, language)
    parts = [say(f"intake.{how}.received", language, number=ticket.number, rights=rights)]
    if how == "sent":
        parts += _next(ticket, form, ctx, ticket.received_at or ctx.now)
    parts.append(say(f"intake.{how}.ask", language, **center(ctx)))
    buttons = (status_button(ticket.number, language), contact_button(language))
    return Decision(
        (Text("\n\n".join(parts), buttons),),
        kind="right",
        rights=tuple(right.value for right in form.rights),
        ticket=ticket.number,
        escalation=True,
    )


def _next(ticket: Ticket, form: Form, ctx: Context, received_at: datetime) -> list[str]:
    language = ctx.conversation.language
    until = due_day(ticket, received_at, language)
    parts = [] if ticket.identified else [_identity(form, ctx)]
    proof = [_proof(form, ctx)] if ticket.principal else []
    fee = [say("intake.sent.fee", language)] if MAY_COST.intersection(form.rights) else []
    return [*parts, *proof, say("intake.sent.until", language, until=until), *fee]


def _identity(form: Form, ctx: Context) -> str:
    mailed = form.answers.get("contact", "") and not form.chosen("contact")
    key = "intake.sent.identity" if mailed else "intake.sent.identity_later"
    return say(key, ctx.conversation.language, **center(ctx))


def _proof(form: Form, ctx: Context) -> str:
    """Say once more what shows that somebody may act for another, and that it does not go through here."""
    return say(f"intake.sent.proof_{form.chosen('kind')}", ctx.conversation.language)
