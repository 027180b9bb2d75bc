"""The console in front of a real store and worker, with whoever is to be signed in.

The store, the worker, LINE and the mails are those of `tests.line_desk`; an act is decided at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache

from bot.console.app import PREFIX, console_app, mounted
from bot.console.desk import Desk
from bot.console.member import Member, StaffRole, Theme
from bot.draws import SecretDraws
from knowledge.findings import Finder
from knowledge.language import Language
from tests.line_desk import PUBLIC_URL, SECRET_KEY, LineDesk


class _Compiled(BytecodeCache):
    """Templates compiled once for all consoles of a test run, which takes most of a page's time."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.load_bytecode(BytesIO(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_TEMPLATES = _Compiled()


def member(*roles: str, name: str = "Aoki", language: Language = "en") -> Member:
    """Return somebody of the staff; their id is made of the name."""
    return Member(
        id=f"staff-{name.lower()}",
        name=name,
        email=f"{name.lower()}@desk.example",
        roles=frozenset(StaffRole(role) for role in roles or ("caseworker",)),
        language=language,
    )


@dataclass
class AnybodysLogin:
    """Implements `bot.console.desk.Login`: `who` is signed in, without any page for it."""

    who: Member | None = None

    def join(self, app: Flask) -> None:
        app.add_url_rule("/login", "security.login", lambda: "who are you?")

    def member(self) -> Member | None:
        return self.who

    def prefer(self, *, language: Language | None = None, theme: Theme | None = None) -> None:
        assert self.who is not None
        self.who = replace(self.who, language=language or self.who.language, theme=theme or self.who.theme)


@dataclass
class ConsoleDesk:
    """A console to test with: `signs_in` says who uses `client` from then on."""

    line: LineDesk
    finder: Callable[[], Finder]
    login: AnybodysLogin = field(default_factory=AnybodysLogin)
    more: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        line = self.line
        self.desk = Desk(
            database=line.database,
            seal=line.seal,
            draws=SecretDraws(SECRET_KEY),
            finder=self.finder,
            clock=line.milliseconds,
            login=self.login,
            secret_key=SECRET_KEY,
            public_url=PUBLIC_URL,
            pause=line.work,
            mails=line.mailbox is not None,
            secure=False,
            **self.more,
        )
        self.app = Flask("console-desk")
        self.console = console_app(self.desk)
        self.console.config["WTF_CSRF_ENABLED"] = False
        self.console.jinja_env.bytecode_cache = _TEMPLATES
        mounted(self.console, self.app)
        self.client: FlaskClient = self.app.test_client()

    def signs_in(self, who: Member | None) -> None:
        self.login.who = who

    def page(self, path: str, status: int = 200) -> str:
        """Open a page below the console's prefix; return what stands in it."""
        response = self.client.get(PREFIX + path)
        assert response.status_code == status, (response.status_code, response.text[:2_000])
        return response.text

    def sends(self, path: str, status: int = 303, **fields: Any) -> str:
        """Send a form; return where it leads, or what stands in the answer."""
        response = self.client.post(PREFIX + path, data=fields)
        assert response.status_code == status, (response.status_code, response.text[:2_000])
        return response.headers.get("Location") or response.text
