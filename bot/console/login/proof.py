"""What the company's own way to sign in proves, and what asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the provider: `url` leads there, the rest proves later that the answer is to it."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Proven:
    """Whose mail address it is, which the provider verified; `several` tells that it asked for two factors.

    That is `mfa` in the claim `amr` (RFC 8176).
    """

    email: str
    several: bool


class NotProven(Exception):
    """The provider did not prove who somebody is. The message names the kind of fault, never a person."""


class Prover(Protocol):
    """Asks the provider who somebody is, and looks at what it answers."""

    @property
    def name(self) -> str:
        """What people call the provider."""
        ...

    def ask(self) -> Asked:
        """Return where to send somebody. Raises NotProven where the provider cannot be reached."""
        ...

    def answered(self, asked: Asked, answer: Mapping[str, str]) -> Proven:
        """Return what an answer proves. Raises NotProven for one to another question, or not good."""
        ...
