"""Texts of a ticket are kept beside its log, so that one can be erased and the log stays whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class KeptText:
    """Points to a text. `digest` (64 hex digits) proves what it said while text and salt are kept."""

    id: str
    digest: str = ""


def digest_of(text: str, salt: bytes) -> str:
    """Return SHA-256 of salt and text in hex.

    A short text could be guessed from a bare hash. So `salt`, 16 random bytes drawn for this text alone, is
    kept with the text and erased with it. Raises ValueError for any other length.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(salt + text.encode()).hexdigest()


def pointed(record: object) -> Iterator[tuple[str, str]]:
    """Give id and digest of every text that an event's record points to, wherever it stands in it."""
    match record:
        case {"id": str() as text_id, "digest": str() as digest}:
            yield text_id, digest
        case dict():
            for value in record.values():
                yield from pointed(value)
