"""The button by which a person goes back from staff to the bot."""

from __future__ import annotations

from handlers.replies import Press
from handlers.wording import say
from knowledge.language import Language

COMMAND = "bot"


def back_button(language: Language) -> Press:
    return Press(say("handover.button.back", language), COMMAND)
