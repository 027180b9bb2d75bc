"""A person's own tickets. Somebody else's number and one that nobody has are told apart by nothing."""

from __future__ import annotations

from collections.abc import Callable

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision, Kind
from handlers.replies import Text
from handlers.tickets.actors import Actor, Role, Standing
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def own(number: str, ctx: Context) -> Ticket | None:
    """Return this person's ticket of this number."""
    return next((ticket for ticket in ctx.tickets if ticket.number == number), None)


def holder(ticket: Ticket, ctx: Context) -> Actor:
    """Return the person as who may act on their ticket."""
    role = Role.REQUESTER if ticket.standing is Standing.SELF else Role.REPRESENTATIVE
    return Actor(role, ctx.requester)


def with_own(
    number: str, ctx: Context, kind: Kind, answer: Callable[[Ticket, Context], Decision]
) -> Decision:
    """Answer about one's own ticket; the same sentence for every other number."""
    ticket = own(number, ctx)
    return answer(ticket, ctx) if ticket else _unknown(number, ctx, kind)


def none_here(ctx: Context, kind: Kind, key: str) -> Decision:
    """Say that there is no such ticket, and who knows more."""
    language = ctx.conversation.language
    text = Text(say(key, language, **center(ctx)), (contact_button(language),))
    return Decision((text,), kind=kind, escalation=True)


def _unknown(number: str, ctx: Context, kind: Kind) -> Decision:
    language = ctx.conversation.language
    text = Text(say("status.unknown", language, **center(ctx)), (contact_button(language),))
    return Decision((text,), kind=kind, escalation=True, ticket=number)
