"""Several people and groups: each has a chat of its own, and news in another one is seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page_bot import PageBot
from tests.bot.dev.page_ui.windows import answers, mine, say

pytestmark = pytest.mark.ui


def test_two_people_have_chats_of_their_own(page: Page, double: LineDouble, alex: Person) -> None:
    say(page, "花子です")
    expect(answers(page)).to_have_text(["花子です"])
    page.get_by_role("link", name="Alex").click()
    expect(page.get_by_role("heading", name="Alex")).to_be_visible()
    expect(page.locator(".bubble")).to_have_count(0)
    say(page, "I am Alex")
    expect(answers(page)).to_have_text(["I am Alex"])
    page.get_by_role("link", name="花子").click()
    expect(page.locator(".bubble")).to_have_text(["花子です", "花子です"])
    assert [item.message["text"] for item in double.items(alex.id)] == ["I am Alex", "I am Alex"]


def test_news_in_another_chat_is_counted_and_the_chat_moves_up(
    page: Page, bot: PageBot, alex: Person
) -> None:
    expect(page.get_by_role("link", name="Alex")).to_be_visible()
    bot.push(alex.id, {"type": "text", "text": "Hello"}, {"type": "text", "text": "Are you there?"})
    expect(page.get_by_role("img", name="未読2件")).to_be_visible()
    expect(page.locator("#chat-list .chat-name").first).to_have_text("Alex")
    page.get_by_role("link", name="Alex").click()
    expect(page.locator(".unread")).to_have_count(0)
    expect(answers(page)).to_have_text(["Hello", "Are you there?"])


def test_people_and_groups_are_added_on_the_page(page: Page, bot: PageBot) -> None:
    page.get_by_role("button", name="人を追加").click()
    page.get_by_label("名前").fill("次郎")
    page.get_by_role("button", name="追加", exact=True).click()
    expect(page.get_by_role("heading", name="次郎")).to_be_visible()
    page.get_by_role("button", name="グループを作成").click()
    page.get_by_label("グループ名").fill("家族")
    page.get_by_label("Alex").uncheck()
    page.get_by_role("button", name="追加", exact=True).click()
    expect(page.get_by_role("heading", name="家族")).to_be_visible()
    expect(page.get_by_text("グループ（2人）")).to_be_visible()
    page.get_by_label("発言する人").select_option("次郎")
    say(page, "教えて")
    expect(mine(page)).to_have_text(["@窓口 教えて"])
    assert [event["type"] for event in bot.events] == ["follow", "message"]
    page.get_by_label("発言する人").select_option("花子")
    expect(mine(page)).to_have_count(0)
    expect(page.locator(".row.theirs .name").first).to_have_text("次郎")
