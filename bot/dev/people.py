"""Who is on the other side: people with a phone, groups, and the chats the account has with them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True)
class Person:
    """Somebody with LINE on the phone.

    `id` is the user id ("U" and 32 hex digits), `language` the phone's (BCP 47). `friend`: has added the
    account; `blocked`: has blocked it, and receives nothing.
    """

    id: str
    name: str
    language: str = "ja"
    blocked: bool = False
    friend: bool = True
    spoke_at: float | None = None


@dataclass(slots=True)
class Group:
    """A group chat. `id` is "C" and 32 hex digits, `members` are user ids; `joined`: the account is in it."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation the account takes part in. A direct chat has the person's id."""

    id: str
    name: str
    kind: Literal["direct", "group"]


def new_id(letter: Literal["U", "C", "R"]) -> str:
    """Make an id of LINE's form."""
    return letter + secrets.token_hex(16)
