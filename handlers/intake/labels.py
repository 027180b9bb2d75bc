"""What the buttons of the form are called, and an answer as people read it."""

from __future__ import annotations

from handlers.intake.form import CHOICE
from handlers.intake.steps import WHICH, Step
from handlers.tickets.names import right_name
from handlers.tickets.rights import Right
from handlers.wording import CATALOGUES, say
from knowledge.language import Language


def label(choice: str, language: Language) -> str:
    """Return what a button says, at most 20 characters: a choice, a right, or the line that is changed."""
    if choice in WHICH.choices:
        return say(f"intake.right.{choice}", language)
    if f"intake.line.{choice}" in CATALOGUES[language]:
        return say(f"intake.line.{choice}", language)
    return say(f"intake.button.{choice}", language)


def worded(step: Step, answer: str, language: Language) -> str:
    """Return an answer in words: a choice by its label, own words as they were written."""
    if answer[:1] == CHOICE and answer[1:] in step.choices:
        return label(answer[1:], language)
    return answer


def names(rights: tuple[Right, ...], language: Language) -> str:
    """Return several rights in plain words, as one phrase."""
    return say("right.and", language).join(right_name(right, language) for right in rights)
