"""Draws that are the same in every demo, so that its numbers can be named."""

from __future__ import annotations

import hashlib
from random import Random
from string import ascii_letters, digits

from handlers.tickets.numbers import new_number
from handlers.tickets.texts import SALT_BYTES

_SIGNS = f"{ascii_letters}{digits}-_"


class SeededDraws:
    """Implements `handlers.draws.Draws`. Anybody can predict it: for made-up people only.

    `code_digest` is that of the installation, so that its own parts know codes again.
    """

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)  # noqa: S311  # nothing here is to be kept from anybody

    def ticket_number(self, year: int) -> str:
        return new_number(year, self._chance.choice)

    def text_id(self) -> str:
        return self._letters(22)

    def salt(self) -> bytes:
        return self._chance.randbytes(SALT_BYTES)

    def code(self) -> str:
        return f"{self._chance.randrange(1_000_000):06}"

    def token(self) -> str:
        return self._letters(43)

    def code_digest(self, code: str, subject: str) -> str:
        return hashlib.sha256(f"{subject}:{code}".encode()).hexdigest()

    def _letters(self, count: int) -> str:
        return "".join(self._chance.choices(_SIGNS, k=count))
