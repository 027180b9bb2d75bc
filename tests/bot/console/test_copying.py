"""A link that is shown once can be read whole and copied; where a browser forbids it, it is marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.console.browser import Browsing, accessible, browsing_of, fits
from tests.bot.console.conftest import console_at
from tests.console_desk import ConsoleDesk, member

pytestmark = pytest.mark.ui


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleDesk]:
    with console_at(tmp_path_factory.mktemp("copying")) as found:
        found.signs_in(member("admin"))
        yield found


@pytest.fixture(scope="module")
def shown(browser: Browser, office: ConsoleDesk) -> Iterator[Browsing]:
    with browsing_of(browser, office) as found:
        yield found


def invited(page: Page, name: str) -> str:
    """Add an account; return its one-time link."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Mail address").fill(f"{name}@desk.example")
    page.get_by_label("Auditor").check()
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_selector("#link")
    return page.input_value("#link")


def test_a_button_copies_the_link(shown: Browsing) -> None:
    page = shown.page(path="/people/new")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = invited(page, "ana")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("[data-copied]")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_where_copying_is_forbidden_the_link_is_marked(shown: Browsing) -> None:
    page = shown.page(phone=True, path="/people/new")
    link = invited(page, "ben")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("[data-copied]")).to_contain_text("The link is marked")
    assert page.evaluate("getSelection().toString()") == link
    assert accessible(page) == []
    assert fits(page)
