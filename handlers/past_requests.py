"""Questions about a request made earlier. We keep none yet, and say so."""

from __future__ import annotations

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision, Kind
from handlers.events import MessageReceived
from handlers.replies import Text
from handlers.tickets.numbers import read_number
from handlers.wording import say


def status(event: MessageReceived, ctx: Context) -> Decision:
    return _not_here(event, ctx, "status")


def withdraw(event: MessageReceived, ctx: Context) -> Decision:
    return _not_here(event, ctx, "withdraw")


def _not_here(event: MessageReceived, ctx: Context, kind: Kind) -> Decision:
    language = ctx.conversation.language
    number = read_number(event.text, ctx.now.year)
    asked = say("past_request.number", language, number=number) if number else ""
    words = say("past_request.not_here", language, **center(ctx))
    text = Text("\n\n".join(filter(None, (words, asked))), (contact_button(language),))
    return Decision((text,), kind=kind, escalation=True, ticket=number)
