"""How one part is, in words for an operator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Wrong(Exception):
    """Something is not as it must be; the message says what, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How one part is: `well`, not well, or None for one that the settings do not name."""

    part: str
    well: bool | None
    words: str


def checked(part: str, check: Callable[[], str]) -> Checked:
    """Return what a check says of a part: its words, or those of what it raises as Wrong."""
    try:
        return Checked(part, True, check())
    except Wrong as wrong:
        return Checked(part, False, str(wrong))
