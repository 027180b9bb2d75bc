"""A console whose store, worker, LINE and mails are real, one for each test; and a browser to see it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bot.console.browser import Browsing, browsing_of
from tests.bot.dev.page_browser import chromium
from tests.bot.store.opened import opened
from tests.builders import corpus, finding
from tests.console_desk import ConsoleDesk
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk


@pytest.fixture
def console(tmp_path: Path) -> Iterator[ConsoleDesk]:
    with console_at(tmp_path) as found:
        yield found


@contextmanager
def console_at(folder: Path) -> Iterator[ConsoleDesk]:
    """Give a console whose store is a file in this folder."""
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    with (
        opened(f"sqlite:///{folder}/console.db") as database,
        LineDesk(database, lambda: finder, mails=True) as line,
    ):
        yield ConsoleDesk(line, lambda: finder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a Chromium, or skip with what is missing."""
    with chromium() as found:
        yield found


@pytest.fixture
def browsing(browser: Browser, console: ConsoleDesk) -> Iterator[Browsing]:
    """Serve the console; a page that complains about anything fails the test at its end."""
    with browsing_of(browser, console) as found:
        yield found
