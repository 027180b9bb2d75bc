"""What this desk is and what can be asked."""

from __future__ import annotations

from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import ButtonPressed, MessageReceived
from handlers.language import language_button
from handlers.replies import Press, Text
from handlers.topics import topics_button
from handlers.wording import say
from knowledge.language import Language


def help_button(language: Language) -> Press:
    return Press(say("button.help", language), "help")


def answer(_: MessageReceived | ButtonPressed, ctx: Context) -> Decision:
    """Say what the desk does, with examples, and how to change language or reach a person."""
    language = ctx.conversation.language
    requests = (say("help.requests", language),) if ctx.draws is not None else ()
    lines = (
        say("help.heading", language, policy=ctx.corpus.policy.name[language]),
        say("help.examples", language),
        *requests,
        say("help.language", language),
        say("help.person", language),
    )
    buttons = (topics_button(language), contact_button(language), language_button(language))
    return Decision((Text("\n\n".join(lines), buttons),), kind="help")
