"""What the console works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from flask import Flask

from bot.channels import NoContent
from bot.console.member import Member, Theme
from bot.store.engine import Database
from bot.store.sealing import Seal
from handlers.draws import Draws
from handlers.escalating.staff import Staff
from knowledge.findings import Finder
from knowledge.language import Language


class Login(Protocol):
    """How staff sign in."""

    def join(self, app: Flask) -> None:
        """Add the pages that signing in needs."""
        ...

    def member(self) -> Member | None:
        """Return who sent the request at hand; None where nobody is signed in."""
        ...

    def prefer(self, *, language: Language | None = None, theme: Theme | None = None) -> None:
        """Keep how whoever is signed in wants pages to look; what is None stays as it is."""
        ...


def _nothing_taken(_: bytes, __: str) -> str:
    raise NoContent("unavailable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The store, the keys, the published knowledge and the time (milliseconds since 1970, UTC).

    `pause` waits a moment for a worker. `mails` tells that letters can be sent, `public_url` where our own
    pages are; `secret_key` signs sessions, and with `secure` cookies go over https alone. `examine` looks at
    a file that staff upload, with its name, and returns its media type; it raises NoContent, and SendError
    where nobody can tell now.
    """

    database: Database
    seal: Seal
    draws: Draws
    finder: Callable[[], Finder]
    clock: Callable[[], int]
    login: Login
    secret_key: str
    public_url: str
    pause: Callable[[], None]
    mails: bool = False
    secure: bool = True
    staff: Staff = field(default_factory=Staff)
    examine: Callable[[bytes, str], str] = _nothing_taken
