"""Draws from the operating system's source of chance, which nobody can predict."""

from __future__ import annotations

import secrets

from handlers.tickets.numbers import new_number
from handlers.tickets.texts import SALT_BYTES


class SecretDraws:
    """Implements `handlers.draws.Draws`."""

    def ticket_number(self, year: int) -> str:
        return new_number(year, secrets.choice)

    def text_id(self) -> str:
        return secrets.token_urlsafe(16)  # 22 characters

    def salt(self) -> bytes:
        return secrets.token_bytes(SALT_BYTES)

    def code(self) -> str:
        return f"{secrets.randbelow(1_000_000):06}"
