"""Stickers, pictures, files: nobody looks at them, and the person is told so."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MediaReceived
from handlers.intake.asking import again
from handlers.replies import Text
from handlers.topics import topics_button
from handlers.usage import help_button
from handlers.wording import say


def answer(event: MediaReceived, ctx: Context) -> Decision:
    """Ask for words in a 1:1 chat; in a group nothing is addressed to us."""
    if event.place == "group":
        return Decision()
    language = ctx.conversation.language
    key = "media.sticker" if event.media == "sticker" else "media.other"
    words = Text(say(key, language), (topics_button(language), help_button(language)))
    return again(Decision((words,), kind="help"), ctx)
