"""Questions about a request made earlier. We keep none, and say so."""

from __future__ import annotations

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision, Kind
from handlers.events import MessageReceived
from handlers.replies import Text
from handlers.wording import say


def status(_: MessageReceived, ctx: Context) -> Decision:
    return _not_here(ctx, "status")


def withdraw(_: MessageReceived, ctx: Context) -> Decision:
    return _not_here(ctx, "withdraw")


def _not_here(ctx: Context, kind: Kind) -> Decision:
    language = ctx.conversation.language
    text = Text(say("past_request.not_here", language, **center(ctx)), (contact_button(language),))
    return Decision((text,), kind=kind, escalation=True)
