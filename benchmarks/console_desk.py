"""A console at a full store, asked by hand through Flask's test client."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask

from benchmarks.console_seed import KEY, seal
from benchmarks.servers import BenchmarkError
from benchmarks.tickets_seed import STAFF, UNTIL
from bot.bootstrap.knowledge import finder
from bot.console.app import PREFIX, console_app, mounted
from bot.console.desk import Desk
from bot.console.inbox.filters import tag_key
from bot.console.member import Member, StaffRole, Theme
from bot.draws import SecretDraws
from bot.store.engine import Database
from bot.store.moments import milliseconds
from knowledge.language import Language

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class _Somebody:
    """Implements `bot.console.desk.Login`: one member with every role is signed in."""

    def join(self, app: Flask) -> None:
        app.add_url_rule("/login", "security.login", lambda: "")

    def member(self) -> Member:
        roles = frozenset(StaffRole)
        return Member(id=STAFF[3], name="Aoki", email="aoki@desk.example", roles=roles, language="ja")

    def prefer(self, *, language: Language | None = None, theme: Theme | None = None) -> None:
        """Keep nothing."""


class Console:
    """It is the day after the newest ticket was begun, and later only where somebody waits."""

    def __init__(self, database: Database) -> None:
        self._now = milliseconds(UNTIL) + _DAY_MS
        desk = Desk(
            database=database,
            seal=seal(),
            draws=SecretDraws(KEY),
            finder=finder,
            clock=lambda: self._now,
            login=_Somebody(),
            secret_key=KEY,
            public_url="http://127.0.0.1",
            pause=lambda: None,
            secure=False,
        )
        console = console_app(desk)
        console.config["WTF_CSRF_ENABLED"] = False
        app = Flask("benchmarks.console")
        mounted(console, app)
        self.tag = tag_key("vip", desk.seal)
        self._client = app.test_client()

    def opens(self, path: str, after: int = 0) -> str:
        """Open a page, so many milliseconds later; return what stands in it. Raises BenchmarkError."""
        self._now += after
        got = self._client.get(PREFIX + path)
        if got.status_code != 200:
            raise BenchmarkError(f"{path} answers {got.status}")
        return got.text

    def searches(self, query: str) -> str:
        """Search; return the page. Raises BenchmarkError."""
        page = self._client.post(f"{PREFIX}/search", data={"q": query}).text
        if 'id="list"' not in page:
            raise BenchmarkError("this is no inbox")
        return page

    def deep(self, path: str, pages: int = 40) -> str:
        """Go on for so many pages of a list; return the address of the next one. Raises BenchmarkError."""
        for _ in range(pages):
            found = re.search(r'rel="next" href="/console([^"]+)"', self.opens(path))
            if found is None:
                raise BenchmarkError("the list ends too early")
            path = found[1].replace("&amp;", "&")
        return path
