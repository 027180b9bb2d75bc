"""Every page of the console, in both languages, light and dark, wide and on a phone.

Four ways of looking meet all pairs of a language, a brightness and a width; axe looks at each page twice,
once in each brightness.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from knowledge.language import Language
from tests.bot.console.browser import Browsing, Scheme, accessible, browsing_of, fits
from tests.bot.console.conftest import console_at
from tests.bot.console.every_page import EVERYTHING, paths
from tests.console_desk import ConsoleDesk, member

pytestmark = pytest.mark.ui


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleDesk]:
    """Give a console with a ticket that somebody began."""
    with console_at(tmp_path_factory.mktemp("pages")) as found:
        person = found.line.person("Hana", "en")
        person.answers(
            "I want to talk to a person", "Write from here", "How long do you keep logs?", "here", "send"
        )
        yield found


@pytest.fixture(scope="module")
def shown(browser: Browser, office: ConsoleDesk) -> Iterator[Browsing]:
    """Serve it."""
    with browsing_of(browser, office) as found:
        yield found


@pytest.mark.parametrize(
    ("language", "scheme", "phone", "axe"),
    [
        ("ja", "light", False, True),
        ("en", "dark", True, True),
        ("en", "light", True, False),
        ("ja", "dark", False, False),
    ],
)
def test_every_page_is_accessible_fits_and_complains_about_nothing(
    office: ConsoleDesk, shown: Browsing, language: Language, scheme: Scheme, *, phone: bool, axe: bool
) -> None:
    office.signs_in(member(*EVERYTHING, language=language))
    with office.desk.database.read() as connection:
        number = connection.exec_driver_sql("SELECT number FROM tickets").scalar_one()
    page = shown.page(scheme, phone=phone)
    wrong: dict[str, list[str]] = {}
    for path in paths(office, number=number, month="2026-04", passage="1.cookies"):
        page.goto(shown.at(path), wait_until="load")
        found = [] if fits(page) else ["wider than its window"]
        found += accessible(page) if axe else []
        found += shown.heard()
        if found:
            wrong[path] = found
    assert wrong == {}


def test_pages_of_each_part_are_among_those_that_are_looked_at(office: ConsoleDesk) -> None:
    office.signs_in(member(*EVERYTHING))
    assert {"/", "/audit", "/figures", "/health"} <= set(paths(office))
