"""A window with the chat page, and what a person says, sees and chooses there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, ViewportSize

from tests.bot.dev.page_browser import WIDE, Noise


def window(
    browser: Browser,
    address: str,
    viewport: ViewportSize = WIDE,
    scheme: Literal["light", "dark"] = "light",
    locale: str = "ja-JP",
) -> Iterator[Page]:
    context = browser.new_context(
        viewport=viewport,
        color_scheme=scheme,
        locale=locale,
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
    )
    page = context.new_page()
    noise = Noise(page)
    page.goto(address)
    yield page
    context.close()
    assert noise.heard == [], noise.heard


def say(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="メッセージを入力").fill(text)
    page.keyboard.press("Enter")


def answers(page: Page) -> Locator:
    return page.locator(".row.theirs .bubble")


def mine(page: Page) -> Locator:
    return page.locator(".row.mine .bubble")


def menu(page: Page, row: Locator, choice: str) -> None:
    row.get_by_role("button", name="メッセージのメニュー").click()
    page.get_by_role("dialog").get_by_role("button", name=choice).click()
