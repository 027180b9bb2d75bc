"""The page serves who uses a keyboard alone, either language, light or dark colours, or a phone."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page_bot import CARD, EVERY_KIND
from tests.bot.dev.page_browser import FAINT_TEXTS, PHONE, WIDE, sideways, window
from tests.bot.dev.page_ui.windows import answers, mine, say

pytestmark = pytest.mark.ui


def test_the_keyboard_is_enough(page: Page) -> None:
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("カード")
    page.keyboard.press("Enter")
    quick = page.get_by_role("button", name="関連する項目")
    expect(quick).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(quick).to_be_focused()
    page.keyboard.press("Enter")
    expect(mine(page).last).to_have_text("関連する項目")


def test_language_and_colours_are_chosen_and_kept(page: Page) -> None:
    say(page, "こんにちは")
    expect(answers(page)).to_have_count(1)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Madoguchi")).to_be_visible()
    expect(page.get_by_role("textbox", name="Write a message")).to_be_visible()
    expect(page.locator(".row.theirs .name")).to_have_text("Desk")
    page.get_by_role("button", name="Colours: as on this device").click()
    page.get_by_role("button", name="Colours: light").click()
    page.reload()
    expect(page.get_by_role("button", name="Colours: dark")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_an_english_browser_sees_english(
    browser: Browser, served: tuple[LineDouble, str], hanako: Person
) -> None:
    for page in window(browser, served[1], locale="en-US"):
        expect(page.get_by_role("button", name="Add a person")).to_be_visible()


def test_the_back_button_of_a_phone_leads_to_the_list(
    browser: Browser, served: tuple[LineDouble, str], hanako: Person
) -> None:
    for page in window(browser, served[1], PHONE):
        chat = page.get_by_role("link", name="花子")
        expect(page.get_by_role("textbox")).to_be_hidden()
        chat.click()
        expect(page.get_by_role("textbox")).to_be_visible()
        expect(chat).to_be_hidden()
        page.go_back()
        expect(chat).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_kind_of_message_fits_and_can_be_read(
    browser: Browser,
    served: tuple[LineDouble, str],
    hanako: Person,
    viewport: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    for page in window(browser, f"{served[1]}#{hanako.id}", viewport, scheme):
        say(page, "カード")
        expect(page.get_by_text(CARD.title, exact=True).first).to_be_visible()
        assert page.evaluate(FAINT_TEXTS) == []
        say(page, "全部")
        expect(page.locator(".quick")).to_have_count(6)
        expect(page.locator(".row.theirs")).to_have_count(1 + len(EVERY_KIND))
        assert sideways(page) == 0
        assert (
            page.evaluate(
                "document.querySelector('#log').scrollWidth - document.querySelector('#log').clientWidth"
            )
            == 0
        )
        page.get_by_role("button", name="開発者パネル").click()
        expect(page.locator(".deliveries li")).to_have_count(2)
        assert sideways(page) == 0
