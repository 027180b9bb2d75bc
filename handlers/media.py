"""Stickers, pictures, files: kept where they are for a ticket; else nobody looks at them, as we tell."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MediaReceived
from handlers.files import attaching
from handlers.handover import hearing
from handlers.intake.asking import again
from handlers.own_tickets import moving, surveying
from handlers.replies import Text
from handlers.topics import topics_button
from handlers.usage import help_button
from handlers.wording import say


def answer(event: MediaReceived, ctx: Context) -> Decision:
    """Take a file for a ticket, or ask for words, in a 1:1 chat; in a group nothing is addressed to us.

    What is sent to staff who have the conversation goes to them.
    """
    if event.place == "group":
        return Decision()
    if sent := hearing.receive(event, ctx):
        return sent
    moving.forget(ctx)
    taken = attaching.hear(event, ctx) or _asked_for_words(event, ctx)
    return surveying.asked(again(taken, ctx), ctx)


def _asked_for_words(event: MediaReceived, ctx: Context) -> Decision:
    language = ctx.conversation.language
    key = "media.sticker" if event.media == "sticker" else "media.other"
    words = Text(say(key, language), (topics_button(language), help_button(language)))
    return Decision((words,), kind="help")
