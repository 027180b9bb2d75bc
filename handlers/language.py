"""In which language a person is answered."""

from __future__ import annotations

import re
import unicodedata

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.replies import Press, Text
from handlers.wording import say
from knowledge.language import Language, language_of

# A request number, an address or a link says nothing about the language of whoever pastes it.
_OF_NO_LANGUAGE = re.compile(
    r"[\w.+-]{1,64}@[\w.-]+|https?://[!-~]+|pr-?\d{4}-?\w{6}", re.ASCII | re.IGNORECASE
)


def other(language: Language) -> Language:
    """Return the language that is not this one."""
    return "en" if language == "ja" else "ja"


def settle(conversation: Conversation, text: str) -> None:
    """Answer in the language of the message, unless the person chose one or it has no words."""
    if not conversation.language_fixed:
        words = _OF_NO_LANGUAGE.sub(" ", unicodedata.normalize("NFKC", text))
        conversation.language = language_of(words) or conversation.language


def language_button(language: Language) -> Press:
    """Return the button that changes to the other language, labelled in that language."""
    wanted = other(language)
    return Press(say(f"button.{wanted}", wanted), "language", wanted)


def fix(language: Language, ctx: Context) -> Decision:
    """Answer in this language from now on."""
    ctx.conversation.language = language
    ctx.conversation.language_fixed = True
    return Decision((Text(say("language.fixed", language)),), kind="help")
