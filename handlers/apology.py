"""What a person hears when we could not decide about what they sent."""

from __future__ import annotations

from handlers.events import (
    ButtonPressed,
    Event,
    FileArrived,
    FileTurnedDown,
    MediaReceived,
    MessageReceived,
)
from handlers.replies import Reply, Text
from handlers.wording import say
from knowledge.language import Language, language_of


def apologise(event: Event, language: Language) -> tuple[Reply, ...]:
    """Return an honest word, in the message's language if it has one; nothing where nobody waits for one."""
    if isinstance(event, MessageReceived):
        if event.place == "group" and not event.mentions_us:
            return ()
        return (Text(say("apology.sorry", language_of(event.text) or language)),)
    if isinstance(event, ButtonPressed) or (isinstance(event, MediaReceived) and event.place == "direct"):
        return (Text(say("apology.sorry", language)),)
    if isinstance(event, FileArrived | FileTurnedDown):
        return (Text(say("files.refused.unavailable", language, number=event.number)),)
    return ()
