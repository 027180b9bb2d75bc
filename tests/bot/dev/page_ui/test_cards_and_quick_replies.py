"""An answer card is drawn whole, its buttons work later too; quick replies work once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.bot.dev.page_bot import CARD, PageBot
from tests.bot.dev.page_ui.windows import answers, menu, mine, say

pytestmark = pytest.mark.ui


def test_an_answer_card_is_drawn_with_its_text_and_buttons(page: Page) -> None:
    say(page, "カード")
    card = page.get_by_role("group", name=CARD.title)
    for text in (CARD.title, CARD.summary, CARD.quote, CARD.section, CARD.prevails):
        expect(card.get_by_text(text, exact=True)).to_be_visible()
    expect(card.get_by_role("button", name="全文を読む")).to_be_visible()
    link = card.get_by_role("link", name="公式ページ")
    assert link.get_attribute("href") == "https://example.com/privacy"
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert CARD.summary in (card.get_attribute("aria-label") or "")


def test_a_card_can_be_seen_as_the_notification_it_came_with(page: Page) -> None:
    say(page, "カード")
    row = page.locator(".row.bare")
    menu(page, row, "通知での表示にする")
    expect(row.get_by_role("button", name="全文を読む")).to_have_count(0)
    expect(row.locator(".bubble")).to_contain_text(CARD.summary)
    menu(page, row, "通常の表示に戻す")
    expect(row.get_by_role("button", name="全文を読む")).to_be_visible()


def test_a_quick_reply_sends_its_postback_and_is_gone(page: Page, bot: PageBot) -> None:
    say(page, "カード")
    page.get_by_role("button", name="関連する項目").click()
    expect(mine(page)).to_have_text(["カード", "関連する項目"])
    expect(answers(page).last).to_have_text(f"押されました：{bot.events[1]['postback']['data']}")
    expect(page.locator(".quick")).to_have_count(0)
    assert [event["type"] for event in bot.events] == ["message", "postback"]


def test_quick_replies_go_when_something_else_is_said(page: Page) -> None:
    say(page, "カード")
    expect(page.locator(".quick")).to_have_count(2)
    say(page, "別の話")
    expect(page.locator(".quick")).to_have_count(0)
    page.reload()
    expect(answers(page).last).to_have_text("別の話")
    expect(page.locator(".quick")).to_have_count(0)


def test_a_button_of_a_card_still_works_later(page: Page) -> None:
    say(page, "カード")
    say(page, "別の話")
    expect(answers(page)).to_have_count(2)
    page.get_by_role("button", name="全文を読む").click()
    expect(mine(page).last).to_have_text("全文を読む")
