"""One-time codes as they are kept: never the code, only a keyed digest of it, and no longer than it lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that goes out now; one sent before for the same `subject` is dead.

    `subject` is the number of a ticket, or what else the code opens. `digest` is that of `Draws.code_digest`.
    """

    subject: str
    address: str
    digest: str


@dataclass(frozen=True, slots=True)
class SpentCode:
    """The code of this subject cannot be used any more: it was right, or wrong too often."""

    subject: str


CodeChange: TypeAlias = NewCode | SpentCode
