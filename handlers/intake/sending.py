"""A form that is sent: the ticket it becomes, once, and what the person reads then."""

from __future__ import annotations

from dataclasses import replace

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating import receipt, staff_mail
from handlers.identity.buttons import identity_buttons, later_button, possible
from handlers.identity.sending import Sent, code_for, told, with_code
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
from handlers.tickets.kinds import Kind
from handlers.tickets.rights import MAY_COST
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def send(form: Form, ctx: Context) -> Decision:
    """Open the ticket, and say what happens next and by when."""
    application = Application.of(form, ctx)
    if application is None:
        return ask(form, ctx, say("intake.not_now", ctx.conversation.language, **center(ctx)))
    if form.kind is not Kind.RIGHTS:
        return _escalated(application.submitted(), ctx)
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
        kind="right" if ticket.kind is Kind.RIGHTS else "human",
        rights=rights,
        ticket=ticket.number,
    )


def _holds(ticket: Ticket, form_id: str) -> bool:
    kept = (ticket.request, *(item.scope for item in ticket.items))
    return any(text is not None and text.id == form_id for text in kept)


def _escalated(change: TicketChange, ctx: Context) -> Decision:
    """Open the ticket of a form without rights."""
    ctx.conversation.form = None
    said = replace(receipt.answer(change, ctx), changes=(change,))
    return staff_mail.with_mail(said, change, ctx)


def _opened(change: TicketChange, how: str, form: Form, ctx: Context) -> Decision:
    """Send a code in the same decision, where the ticket waits for one and has an address."""
    ctx.conversation.form = None
    ticket = Ticket.of(change.events)
    address = change.texts[ticket.contact.id].text if ticket.contact and not ticket.identified else ""
    code = code_for(ticket, address, ctx) if address else None
    identity = _identity(address, code, ctx)
    said = _receipt(ticket.after(code.event) if code else ticket, how, identity, form, ctx)
    sent = with_code(said, change, code)
    return staff_mail.with_mail(sent, change, ctx) if how == "sent" else sent


def _receipt(ticket: Ticket, how: str, identity: str, form: Form, ctx: Context) -> Decision:
    language = ctx.conversation.language
    rights = names(form.rights, language)
    parts = [say(f"intake.{how}.received", language, number=ticket.number, rights=rights)]
    if how == "sent":
        parts += _next(ticket, identity, form, ctx)
    parts.append(say(f"intake.{how}.ask", language, **center(ctx)))
    on = identity_buttons(ticket, ctx)
    later = (later_button(ticket.number, language),) if on else ()
    buttons = (*on, *later, status_button(ticket.number, language), contact_button(language))
    return Decision(
        (Text("\n\n".join(parts), buttons),),
        kind="right",
        rights=tuple(right.value for right in form.rights),
        ticket=ticket.number,
        escalation=True,
    )


def _next(ticket: Ticket, identity: str, form: Form, ctx: Context) -> list[str]:
    language = ctx.conversation.language
    until = due_day(ticket, ticket.received_at or ctx.now, ctx)
    parts = [] if ticket.identified else [identity]
    proof = [_proof(form, ctx)] if ticket.principal else []
    fee = [say("intake.sent.fee", language)] if MAY_COST.intersection(form.rights) else []
    return [*parts, *proof, say("intake.sent.until", language, until=until), *fee]


def _identity(address: str, code: Sent | None, ctx: Context) -> str:
    """Say how they are identified: by a code, or where none can be sent by the Privacy Center."""
    language = ctx.conversation.language
    if possible(ctx):
        return told(address, code, ctx) if address else say("identity.needed", language)
    key = "intake.sent.identity" if address else "intake.sent.identity_later"
    return say(key, language, **center(ctx))


def _proof(form: Form, ctx: Context) -> str:
    """Say once more what shows that somebody may act for another, and that it does not go through here."""
    return say(f"intake.sent.proof_{form.chosen('kind')}", ctx.conversation.language)
