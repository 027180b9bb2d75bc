"""Personal fields are sealed before they are stored, and found again by a keyed hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.store.errors import WrongSeal


class Seal:
    """Encrypts personal fields (Fernet; the first key writes, all read) and derives lanes.

    Every sealed value carries the place it belongs to, so that a value moved to another row does not open.
    """

    def __init__(self, fernet_keys: Sequence[str], secret_key: str) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in fernet_keys])
        self._index_key = hmac.digest(secret_key.encode(), b"madoguchi/lane", hashlib.sha256)
        self._word_key = hmac.digest(secret_key.encode(), b"madoguchi/word", hashlib.sha256)

    def close(self, value: bytes, place: str) -> bytes:
        """Seal a value for the row named by `place`."""
        return self._fernet.encrypt(place.encode() + b"\0" + value)

    def open(self, sealed: bytes, place: str) -> bytes:
        """Return the value sealed for `place`. Raises WrongSeal."""
        try:
            found, _, value = self._fernet.decrypt(sealed).partition(b"\0")
        except InvalidToken:
            raise WrongSeal(place) from None
        if found != place.encode():
            raise WrongSeal(place)
        return value

    def lane(self, source: str, sender: str) -> str:
        """Return the pseudonym of a person or group: 32 hex digits, the same for the same sender for ever."""
        return hmac.digest(self._index_key, f"{source}:{sender}".encode(), hashlib.sha256)[:16].hex()

    def token(self, word: str) -> str:
        """Return what a word is found by without being readable: 8 small letters and digits."""
        digest = hmac.digest(self._word_key, word.encode(), hashlib.sha256)
        return base64.b32encode(digest[:5]).decode().lower()
