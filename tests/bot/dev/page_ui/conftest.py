"""The chat page in a real browser, a scripted bot behind it, and two friends of the account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page_bot import PageBot, served_page
from tests.bot.dev.page_browser import chromium, window


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def bot() -> PageBot:
    return PageBot()


@pytest.fixture
def served(bot: PageBot) -> Iterator[tuple[LineDouble, str]]:
    with served_page(bot) as place:
        yield place


@pytest.fixture
def double(served: tuple[LineDouble, str]) -> LineDouble:
    return served[0]


@pytest.fixture
def hanako(double: LineDouble) -> Person:
    return double.add_person("花子")


@pytest.fixture
def alex(double: LineDouble) -> Person:
    return double.add_person("Alex", "en")


@pytest.fixture
def page(browser: Browser, served: tuple[LineDouble, str], hanako: Person, alex: Person) -> Iterator[Page]:
    """Give the page in Japanese on a wide screen, with 花子 (opened) and Alex in the list."""
    yield from window(browser, served[1])
