"""What a person says, sees and chooses on the chat page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


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
