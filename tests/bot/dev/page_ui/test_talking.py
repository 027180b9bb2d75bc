"""Talking in a chat: what is said, answered, quoted, taken back and blocked is seen as such."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.dev.double import LineDouble
from bot.dev.people import Person
from bot.line.render import messages
from handlers.replies import Text
from tests.bot.dev.page_bot import PageBot
from tests.bot.dev.page_ui.windows import answers, menu, mine, say

pytestmark = pytest.mark.ui


def test_what_is_said_and_answered_stands_in_bubbles(page: Page) -> None:
    say(page, "こんにちは")
    expect(mine(page)).to_have_text(["こんにちは"])
    expect(answers(page)).to_have_text(["こんにちは"])
    expect(page.get_by_role("textbox")).to_have_value("")


def test_enter_while_choosing_kanji_sends_nothing(page: Page, bot: PageBot) -> None:
    field = page.get_by_role("textbox")
    field.fill("くっきー")
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(field).to_have_value("くっきー")
    field.press("Shift+Enter")
    expect(field).to_have_value("くっきー\n")
    assert bot.events == []
    field.press_sequentially("です")
    field.press("Enter")
    expect(mine(page)).to_have_text(["くっきー\nです"])


def test_a_message_is_taken_back(page: Page, double: LineDouble, hanako: Person) -> None:
    say(page, "秘密")
    expect(answers(page)).to_have_count(1)
    menu(page, page.locator(".row.mine"), "送信を取り消す")
    expect(page.get_by_role("log").get_by_text("メッセージの送信が取り消されました。")).to_be_visible()
    expect(mine(page)).to_have_count(0)
    assert double.items(hanako.id)[0].unsent


def test_who_answers_under_another_name_is_told_apart(page: Page, bot: PageBot, hanako: Person) -> None:
    say(page, "こんにちは")
    expect(answers(page)).to_have_count(1)
    staff = Text("担当の者です。", sender="窓口の担当者")
    bot.push(hanako.id, *messages([staff, staff]))
    names = page.locator(".row.theirs .name")
    expect(answers(page)).to_have_count(3)
    expect(names.nth(1)).to_have_text("窓口の担当者")
    expect(names.nth(1)).to_be_visible()
    expect(names.nth(2)).to_be_hidden()


def test_a_reply_shows_what_it_replies_to(page: Page, bot: PageBot) -> None:
    say(page, "一つ目")
    expect(answers(page)).to_have_count(1)
    menu(page, page.locator(".row.theirs"), "返信する")
    say(page, "二つ目")
    expect(mine(page).last.locator(".quoted")).to_have_text("一つ目")
    assert "quotedMessageId" in bot.events[1]["message"]


def test_who_blocks_the_bot_cannot_write_until_unblocking(page: Page, bot: PageBot) -> None:
    page.get_by_role("button", name="トークのメニュー").click()
    page.get_by_role("button", name="ブロックする").click()
    expect(page.get_by_role("textbox")).to_be_hidden()
    page.get_by_role("button", name="ブロックを解除する").click()
    expect(page.get_by_role("textbox")).to_be_visible()
    assert [event["type"] for event in bot.events] == ["unfollow", "follow"]


def test_a_sticker_is_shown_in_words(page: Page) -> None:
    page.get_by_role("button", name="スタンプや写真などを送る").click()
    page.get_by_role("button", name="スタンプ", exact=False).last.click()
    expect(mine(page).get_by_role("img", name="スタンプ")).to_be_visible()


def test_dots_tell_that_the_bot_is_at_work(page: Page, bot: PageBot, hanako: Person) -> None:
    expect(page.get_by_role("heading", name="花子")).to_be_visible()
    bot.send("chat/loading/start", {"chatId": hanako.id, "loadingSeconds": 60})
    expect(page.get_by_role("img", name="窓口が入力しています")).to_be_visible()
    expect(page.locator(".dots i").first).to_have_css("animation-name", "none")  # as reduced motion asks
    bot.push(hanako.id, {"type": "text", "text": "お待たせしました"})
    expect(answers(page).last).to_have_text("お待たせしました")
    expect(page.locator(".dots")).to_have_count(0)
