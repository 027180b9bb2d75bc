"""Draws from the operating system's source of chance, which nobody can predict."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from handlers.tickets.numbers import new_number
from handlers.tickets.texts import SALT_BYTES


class SecretDraws:
    """Implements `handlers.draws.Draws`; `secret_key` is that of the installation."""

    def __init__(self, secret_key: str) -> None:
        self._code_key = hmac.digest(secret_key.encode(), b"madoguchi/code", hashlib.sha256)

    def ticket_number(self, year: int) -> str:
        return new_number(year, secrets.choice)

    def text_id(self) -> str:
        return secrets.token_urlsafe(16)  # 22 characters

    def salt(self) -> bytes:
        return secrets.token_bytes(SALT_BYTES)

    def code(self) -> str:
        return f"{secrets.randbelow(1_000_000):06}"

    def token(self) -> str:
        return secrets.token_urlsafe(32)  # 43 characters

    def code_digest(self, code: str, subject: str) -> str:
        return hmac.digest(self._code_key, f"{subject}:{code}".encode(), hashlib.sha256).hex()
