"""Questions about a request made earlier; where no tickets are at hand, we say so."""

from __future__ import annotations

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision, Kind
from handlers.events import MessageReceived
from handlers.intents import adds_information
from handlers.own_tickets import informing, moving
from handlers.own_tickets import status as own_status
from handlers.replies import Text
from handlers.tickets.numbers import read_number
from handlers.tickets.regimes import JAPAN
from handlers.wording import say


def status(event: MessageReceived, ctx: Context) -> Decision:
    if ctx.draws is None:
        return _not_here(event, ctx, "status")
    number = _number(event, ctx)
    if number and adds_information(event.text):
        return informing.ask(number, ctx)
    return own_status.status(number, ctx)


def withdraw(event: MessageReceived, ctx: Context) -> Decision:
    if ctx.draws is None:
        return _not_here(event, ctx, "withdraw")
    return moving.withdraw(_number(event, ctx), ctx)


def _number(event: MessageReceived, ctx: Context) -> str | None:
    """Return the number that is named, also by its end alone; its year is the one in Japan."""
    return read_number(event.text, ctx.now.astimezone(JAPAN).year)


def _not_here(event: MessageReceived, ctx: Context, kind: Kind) -> Decision:
    language = ctx.conversation.language
    number = _number(event, ctx)
    asked = say("past_request.number", language, number=number) if number else ""
    words = say("past_request.not_here", language, **center(ctx))
    text = Text("\n\n".join(filter(None, (words, asked))), (contact_button(language),))
    return Decision((text,), kind=kind, escalation=True, ticket=number)
