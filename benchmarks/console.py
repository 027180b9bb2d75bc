"""What the inbox of the console costs in a full store: server time a page, through Flask's test client.

    python -m benchmarks.console [--database sqlite|postgresql ...] [--tickets N] [--rounds N] [--write]

The store is seeded by `benchmarks.tickets_seed`, with every twentieth ticket given to one of ten caseworkers,
every hundredth tagged, and two texts on every tenth. CPU is this process's alone, so it tells what a busy
machine does not. `--write` puts the table into docs/benchmarks-console.md.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from flask import Flask

from benchmarks.console_seed import KEY, PERSON, add_to, seal
from benchmarks.databases import Databases
from benchmarks.full_stores import Measurement
from benchmarks.servers import BenchmarkError
from benchmarks.tickets_seed import number_of, seed
from bot.bootstrap.knowledge import finder
from bot.console.app import PREFIX, console_app, mounted
from bot.console.desk import Desk
from bot.console.inbox.filters import tag_key
from bot.console.member import Member, StaffRole, Theme
from bot.draws import SecretDraws
from bot.store import schema
from bot.store.engine import Database, open_database
from knowledge.language import Language

DOCS = Path(__file__).parents[1] / "docs" / "benchmarks-console.md"
_MARK = "<!-- figures of python -m benchmarks.console -->"
_LIMIT = 150
"""Milliseconds that a page may take, at the 95th percentile."""


@dataclass(frozen=True, slots=True)
class _Somebody:
    """Implements `bot.console.desk.Login`: one caseworker is signed in."""

    def join(self, app: Flask) -> None:
        app.add_url_rule("/login", "security.login", lambda: "")

    def member(self) -> Member:
        roles = frozenset({StaffRole.CASEWORKER})
        return Member(id="staff-3", name="Aoki", email="aoki@desk.example", roles=roles, language="ja")

    def prefer(self, *, language: Language | None = None, theme: Theme | None = None) -> None:
        """Keep nothing."""


class Console:
    """A console at a store, asked by hand."""

    def __init__(self, database: Database) -> None:
        desk = Desk(
            database=database,
            seal=seal(),
            draws=SecretDraws(KEY),
            finder=finder,
            clock=lambda: time.time_ns() // 1_000_000,
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

    def opens(self, path: str) -> str:
        """Open a page; return what stands in it."""
        return self._checked(self._client.get(PREFIX + path).text)

    def searches(self, query: str) -> str:
        """Search; return the page."""
        return self._checked(self._client.post(f"{PREFIX}/search", data={"q": query}).text)

    def _checked(self, page: str) -> str:
        if 'id="list"' not in page:
            raise BenchmarkError("this is no inbox")
        return page

    def deep(self, pages: int = 40) -> str:
        """Go on for so many pages; return the address of the next one."""
        path = "/?tab=all"
        for _ in range(pages):
            found = re.search(r'rel="next" href="/console([^"]+)"', self.opens(path))
            if found is None:
                raise BenchmarkError("the list ends too early")
            path = found[1].replace("&amp;", "&")
        return path


def variants(console: Console, count: int) -> dict[str, Callable[[], str]]:
    """Return the pages that are measured, by name."""
    paths = {
        "to do": "/",
        "waiting": "/?tab=waiting",
        "done": "/?tab=done",
        "all, 40 pages deep": console.deep(),
        "mine": "/?who=me",
        "unassigned": "/?who=-",
        "overdue": "/?tab=all&due=overdue",
        "one right": "/?tab=all&right=deletion",
        "one tag": f"/?tab=all&tag={console.tag}",
        "new only": "/?tab=all&unread=yes",
        "filters that nothing fits": "/?tab=all&kind=incident&right=disclosure&written=en",
    }
    words = {
        "search: number": number_of(count // 2),
        "search: rare word": f"案件{count // 20 * 10}番",
        "search: word of every text": "住所",
        "search: mail address": PERSON.format(place=0),
        "search: nothing": "見当たらない言葉",
    }
    asked: dict[str, Callable[[], str]] = {
        name: lambda path=path: console.opens(path)  # type: ignore[misc]  # bound in the loop
        for name, path in paths.items()
    }
    for name, query in words.items():
        asked[name] = lambda query=query: console.searches(query)  # type: ignore[misc]  # bound in the loop
    return asked


def table(databases: Databases, count: int, rounds: int) -> Iterator[str]:
    """Yield a line for each page."""
    database = open_database(databases.create())
    schema.migrate(database)
    seed(database, count)
    add_to(database, count)
    console = Console(database)
    for name, ask in variants(console, count).items():
        times, cpu = _times(ask, rounds)
        p50, p95 = (float(np.percentile(times, percent)) for percent in (50, 95))
        verdict = "" if p95 <= _LIMIT else f" (over {_LIMIT})"
        busy = float(np.percentile(cpu, 50))
        yield f"| {databases.name} | {count:,} | {name} | {p50:.0f} | {p95:.0f}{verdict} | {busy:.0f} |"
    database.close()


def _times(ask: Callable[[], str], rounds: int) -> tuple[list[float], list[float]]:
    """Return how many milliseconds each round took, and how many of them this process was at work."""
    for _ in range(3):
        ask()
    times, cpu = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - began) * 1_000)
        cpu.append((time.process_time() - worked) * 1_000)
    return times, cpu


HEADER = """\
| database | tickets | page | p50 ms | p95 ms | CPU p50 ms |
| --- | --- | --- | --- | --- | --- |"""


MEASUREMENT = Measurement(words=__doc__, header=HEADER, table=table, rounds=60, docs=DOCS, mark=_MARK)


if __name__ == "__main__":
    MEASUREMENT.run()
