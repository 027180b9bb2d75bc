"""The buttons of a form. Each carries its form and step, so that an old one is known as old."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.intake.form import Form
from handlers.intake.labels import label
from handlers.intake.steps import current
from handlers.replies import Press
from knowledge.language import Language

COMMAND = "form"
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Pressed:
    """Which form's button was pressed, at which step, and what it stands for."""

    form: str
    step: str
    choice: str


def button(form: Form, choice: str, language: Language) -> Press:
    """Return a button for what is asked now."""
    return Press(label(choice, language), COMMAND, f"{form.id}:{current(form).name}:{choice}")


def read(argument: str) -> Pressed | None:
    """Return what a button stands for; None for one we never made."""
    parts = argument.split(":")
    return Pressed(*parts) if len(parts) == _PARTS and all(parts) else None
