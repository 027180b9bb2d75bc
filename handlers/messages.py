"""What a person wrote: what they want, and who answers that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers import ask, contact, full_text, groups, past_requests, related, rights, smalltalk, topics, usage
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.intents import Name, recognise
from handlers.language import settle, speak

ANSWERS: Mapping[Name, Callable[[MessageReceived, Context], Decision]] = {
    "speak_ja": speak("ja"),
    "speak_en": speak("en"),
    "full": full_text.asked,
    "related": related.asked,
    "topics": topics.asked,
    "help": usage.answer,
    "greeting": smalltalk.greeting,
    "thanks": smalltalk.thanks,
    "bye": smalltalk.bye,
    "identity": smalltalk.identity,
    "chitchat": smalltalk.chitchat,
    "nothing": smalltalk.chitchat,
    "withdraw": past_requests.withdraw,
    "status": past_requests.status,
    "human": contact.answer,
    "right": rights.answer,
    "about_me": ask.answer,
    "question": ask.answer,
}


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Answer a message. In a 1:1 chat everything gets an answer."""
    if event.place == "group":
        return groups.answer(event, ctx)
    ctx.conversation.blocked = False  # nobody can write to us while blocking us
    settle(ctx.conversation, event.text)
    return ANSWERS[recognise(event.text).name](event, ctx)
