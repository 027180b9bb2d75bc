"""Who builds the bot sees why it does not answer, what was delivered, and the JSON of a message."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.bot.dev.page_bot import PageBot
from tests.bot.dev.page_ui.windows import answers, menu, say

pytestmark = pytest.mark.ui


def test_a_bot_that_does_not_answer_is_told_in_plain_words(page: Page, bot: PageBot) -> None:
    bot.failure = ConnectionError()
    say(page, "もしもし")
    expect(page.locator(".note.problem")).to_have_text(
        "ボットに接続できませんでした。ボットが起動しているかご確認ください。"
    )
    bot.failure = TimeoutError()
    say(page, "もしもし")
    expect(page.locator(".note.problem").last).to_have_text("ボットから2秒以内に応答がありませんでした。")


def test_a_developer_sees_deliveries_and_json(page: Page) -> None:
    say(page, "カード")
    expect(answers(page)).to_have_count(1)
    menu(page, page.locator(".row.theirs"), "JSONを見る")
    panel = page.get_by_role("complementary", name="開発者パネル")
    expect(panel.locator("#json")).to_contain_text('"type": "flex"')
    expect(panel.locator(".deliveries .status")).to_have_text(["200"])
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
