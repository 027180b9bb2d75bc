"""What staff wrote, before it is kept or sent: without blanks around it, and not too long."""

from __future__ import annotations

from handlers.casework.acted import ActRefused, Why
from handlers.casework.saved_replies import gaps
from handlers.tickets.obstacles import Obstacle

LONGEST = 4_000
"""Characters of what goes to a requester: with what we say around it, one message of the chat."""

LONGEST_NOTE = 20_000
"""Characters of a note."""


def written(text: str) -> str:
    """Return words as they are sent, "" where there are none.

    Raises ActRefused for too many, and for a saved reply that is not filled in.
    """
    words = text.replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise ActRefused(Obstacle.TEXT_TOO_LONG.value)
    if any(gap in words for gap in gaps()):
        raise ActRefused(Why.GAP_LEFT)
    return words


def needed(text: str) -> str:
    """Return words as they are sent. Raises ActRefused as `written`, and where there are none."""
    return _some(written(text))


def noted(text: str) -> str:
    """Return words that stay inside. Raises ActRefused where there are none, or too many."""
    words = text.replace("\r\n", "\n").strip()
    if len(words) > LONGEST_NOTE:
        raise ActRefused(Why.NOTE_TOO_LONG)
    return _some(words)


def _some(words: str) -> str:
    if not words:
        raise ActRefused(Obstacle.TEXT_MISSING.value)
    return words
