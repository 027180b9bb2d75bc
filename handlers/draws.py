"""What must not be guessed: numbers, ids, salts and codes. Drawn for the handlers, which draw nothing."""

from __future__ import annotations

from typing import Protocol


class Draws(Protocol):
    """Draws from a source that nobody can predict; a test's draws are the same every time."""

    def ticket_number(self, year: int) -> str:
        """Return a number for a ticket of this year, `PR-2026-7QK3FX`."""
        ...

    def text_id(self) -> str:
        """Return an id for a text, 22 letters, digits, `-` and `_`."""
        ...

    def salt(self) -> bytes:
        """Return sixteen bytes."""
        ...

    def code(self) -> str:
        """Return a one-time code, six digits."""
        ...

    def token(self) -> str:
        """Return what makes a link unguessable, 43 letters, digits, `-` and `_`."""
        ...

    def code_digest(self, code: str, subject: str) -> str:
        """Return the keyed digest that a code for this subject is known by, 64 hex digits."""
        ...
