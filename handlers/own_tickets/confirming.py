"""Whether they mean to withdraw, answered in words instead of by a button."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.intake import words
from handlers.own_tickets import moving
from handlers.wording import say
from knowledge.language import LANGUAGES


def hear(event: MessageReceived, ctx: Context) -> Decision | None:
    """Take a yes or no to whether to withdraw; after anything else a yes means nothing any more."""
    awaited = ctx.conversation.awaited
    if awaited is None or awaited.what != "withdraw":
        return None
    moving.forget(ctx)
    if awaited.lapsed(ctx.now):
        return None
    agreed = _agrees(event.text)
    if agreed is None:
        return None
    return moving.withdrawn(awaited.number, ctx) if agreed else moving.kept(awaited.number, ctx)


def _agrees(text: str) -> bool | None:
    for agreed, label in ((True, "withdraw_yes"), (False, "keep")):
        if words.says(text, *(say(f"status.button.{label}", language) for language in LANGUAGES)):
            return agreed
    return words.agrees(text)
