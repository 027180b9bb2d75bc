"""Who does something with a ticket, and in which role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    REQUESTER = "requester"
    """The person whose data it is about, from the account that opened the ticket."""
    REPRESENTATIVE = "representative"
    """Who acts for the person (代理人), from the account that opened the ticket."""
    CASEWORKER = "caseworker"
    """Staff who handle the ticket."""
    APPROVER = "approver"
    """Staff who look at a decision before it is carried out."""
    SYSTEM = "system"
    """The product itself: a timer, a code that was right, a mail that came back."""


class Standing(StrEnum):
    SELF = "self"
    """The requester asks about their own data."""
    STATUTORY = "statutory"
    """The legal representative of a minor or an adult ward."""
    MANDATED = "mandated"
    """A representative with a mandate from the person."""


OUTSIDE = frozenset({Role.REQUESTER, Role.REPRESENTATIVE})
STAFF = frozenset({Role.CASEWORKER, Role.APPROVER})


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting person. `id` is a pseudonym or a staff id, never a name; one id may act in several roles."""

    role: Role
    id: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a person without an id: nobody acts unnamed."""
        if not self.id and self.role is not Role.SYSTEM:
            raise ValueError(f"a {self.role} needs an id")


SYSTEM = Actor(Role.SYSTEM)
