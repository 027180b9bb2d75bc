"""Greetings, thanks, good-byes and "who are you"."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.replies import Text
from handlers.topics import topics_button
from handlers.usage import help_button
from handlers.wording import say


def greeting(event: MessageReceived, ctx: Context) -> Decision:
    return _said(event, ctx, "smalltalk.greeting", policy=_policy(ctx))


def thanks(event: MessageReceived, ctx: Context) -> Decision:
    return _said(event, ctx, "smalltalk.thanks")


def bye(event: MessageReceived, ctx: Context) -> Decision:
    return _said(event, ctx, "smalltalk.bye")


def identity(event: MessageReceived, ctx: Context) -> Decision:
    """Say that this is a program, whose, and what it goes by."""
    company = ctx.corpus.policy.company
    return _said(event, ctx, "smalltalk.identity", company=company, policy=_policy(ctx))


def chitchat(event: MessageReceived, ctx: Context) -> Decision:
    return _said(event, ctx, "smalltalk.chitchat")


def _policy(ctx: Context) -> str:
    return ctx.corpus.policy.name[ctx.conversation.language]


def _said(event: MessageReceived, ctx: Context, key: str, **values: str) -> Decision:
    language = ctx.conversation.language
    buttons = (topics_button(language), help_button(language)) if event.place == "direct" else ()
    return Decision((Text(say(key, language, **values), buttons),), kind="smalltalk")
