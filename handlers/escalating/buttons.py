"""The buttons by which something is passed on to the Privacy Center from here, where it becomes a ticket."""

from __future__ import annotations

from typing import Literal

from handlers.context import Context
from handlers.replies import Press
from handlers.tickets.kinds import Kind
from handlers.wording import say
from knowledge.language import Language

COMMAND = "escalate"
Label = Literal["ask", "write", "complain", "report"]
LABELS: tuple[tuple[Label, Kind], ...] = (
    ("ask", Kind.QUESTION),
    ("write", Kind.QUESTION),
    ("complain", Kind.COMPLAINT),
    ("report", Kind.INCIDENT),
)
"""What stands on the buttons, and what they begin."""


def escalate_buttons(ctx: Context, *labels: Label) -> tuple[Press, ...]:
    """Return the buttons of these labels; none where nothing of this person can become a ticket."""
    if not ctx.takes_requests:
        return ()
    kinds, language = dict(LABELS), ctx.conversation.language
    return tuple(Press(label_of(label, language), COMMAND, kinds[label].value) for label in labels)


def label_of(label: Label, language: Language) -> str:
    return say(f"escalate.button.{label}", language)
