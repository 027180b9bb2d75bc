"""The last answer once more: on request, and in another language when a person changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import ask
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.language import fix
from handlers.topics import asked as topics_asked
from knowledge.language import Language

_MOST = 2  # cards; as many as two questions in one message get


def asked(event: MessageReceived, ctx: Context) -> Decision:
    """Repeat what was quoted last; the list of topics where nothing was."""
    return _last(ctx) or topics_asked(event, ctx)


def in_language(language: Language, ctx: Context) -> Decision:
    """Answer in this language from now on, beginning with what was quoted last."""
    fixed = fix(language, ctx)
    last = _last(ctx)
    if last is None:
        return fixed
    return replace(last, replies=(*fixed.replies, *last.replies), kind=fixed.kind)


def speak(language: Language) -> Callable[[MessageReceived, Context], Decision]:
    """Return the handler of the wish to be answered in this language."""

    def wished(_: MessageReceived, ctx: Context) -> Decision:
        return in_language(language, ctx)

    return wished


def _last(ctx: Context) -> Decision | None:
    shown = [ctx.corpus.passage(one) for one in ctx.conversation.last_passages if one in ctx.corpus]
    if len(shown) > 1:
        return ask.quote_both(shown[:_MOST], ctx, "direct", 1.0)
    return ask.quote(shown, ctx, "direct") if shown else None
