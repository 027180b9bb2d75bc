"""The chat page in a real browser: what a person sees, presses and writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from bot.dev.double import LineDouble
from bot.dev.people import Person
from bot.line.render import messages
from handlers.replies import Text
from tests.bot.dev.page_bot import CARD, EVERY_KIND, PageBot, served_page
from tests.bot.dev.page_browser import FAINT_TEXTS, PHONE, WIDE, Noise, chromium, sideways

pytestmark = pytest.mark.ui

HOSTILE = [
    '<img src=x onerror="document.title=1"><script>document.title=2</script>',
    "\u202egnp.tsud\u202c عربي 日本語",
    "👩‍👩‍👧‍👦🏳️‍🌈 {name} ${name} %s",
    "javascript:document.title=3 <a href='javascript:1'>x</a>",
    "あ" * 400 + "W" * 300,
]


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
    assert noise.heard == []


@pytest.fixture
def page(browser: Browser, served: tuple[LineDouble, str], hanako: Person, alex: Person) -> Iterator[Page]:
    """Give the page in Japanese on a wide screen, with 花子 (opened) and Alex in the list."""
    yield from window(browser, served[1])


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


def test_what_is_said_and_answered_stands_in_bubbles(page: Page) -> None:
    say(page, "こんにちは")
    expect(mine(page)).to_have_text(["こんにちは"])
    expect(answers(page)).to_have_text(["こんにちは"])
    expect(page.get_by_role("textbox")).to_have_value("")


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


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "right-to-left", "emoji", "script address", "long"])
def test_hostile_text_is_shown_as_text(page: Page, text: str) -> None:
    say(page, text)
    expect(answers(page)).to_have_text([text])
    expect(page.locator(".bubble img, .bubble script")).to_have_count(0)
    expect(page.locator('.bubble a[href^="javascript"]')).to_have_count(0)
    assert page.title() == "窓口"
    assert sideways(page) == 0


def test_a_hostile_card_is_shown_as_text_and_opens_nothing(
    page: Page, double: LineDouble, hanako: Person
) -> None:
    action = {"type": "uri", "label": "開く", "uri": "javascript:document.title=1"}
    text = {"type": "text", "text": HOSTILE[0], "color": "red;background:url(x)", "size": "9999px"}
    contents = [text, {"type": "button", "action": action}, {"type": "mystery"}]
    body = {
        "type": "box",
        "layout": "vertical",
        "contents": contents,
        "backgroundColor": "url(https://x.example)",
    }
    flex = {"type": "flex", "altText": HOSTILE[1], "contents": {"type": "bubble", "body": body}}
    double.show(
        hanako.id, [flex, {"type": "flex", "altText": "壊れたカード", "contents": {"type": "carousel"}}]
    )
    expect(page.get_by_text(HOSTILE[0], exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="開く")).to_be_disabled()
    expect(answers(page).last).to_have_text("壊れたカード")


def test_addresses_in_text_become_links_and_end_where_they_end(page: Page) -> None:
    say(page, "「https://example.com/a?b=c」と（https://example.org/）、info@example.com。")
    links = answers(page).get_by_role("link")
    expect(links).to_have_text(["https://example.com/a?b=c", "https://example.org/", "info@example.com"])
    assert links.nth(2).get_attribute("href") == "mailto:info@example.com"
    assert links.nth(0).get_attribute("rel") == "noopener noreferrer"


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


def test_a_bot_that_does_not_answer_is_told_in_plain_words(page: Page, bot: PageBot) -> None:
    bot.failure = ConnectionError()
    say(page, "もしもし")
    expect(page.locator(".note.problem")).to_have_text(
        "ボットに接続できませんでした。ボットが起動しているかご確認ください。"
    )
    bot.failure = TimeoutError()
    say(page, "もしもし")
    expect(page.locator(".note.problem").last).to_have_text("ボットから2秒以内に応答がありませんでした。")


def test_dots_tell_that_the_bot_is_at_work(page: Page, bot: PageBot, hanako: Person) -> None:
    expect(page.get_by_role("heading", name="花子")).to_be_visible()
    bot.send("chat/loading/start", {"chatId": hanako.id, "loadingSeconds": 60})
    expect(page.get_by_role("img", name="窓口が入力しています")).to_be_visible()
    expect(page.locator(".dots i").first).to_have_css("animation-name", "none")  # as reduced motion asks
    bot.push(hanako.id, {"type": "text", "text": "お待たせしました"})
    expect(answers(page).last).to_have_text("お待たせしました")
    expect(page.locator(".dots")).to_have_count(0)


def test_a_developer_sees_deliveries_and_json(page: Page) -> None:
    say(page, "カード")
    expect(answers(page)).to_have_count(1)
    menu(page, page.locator(".row.theirs"), "JSONを見る")
    panel = page.get_by_role("complementary", name="開発者パネル")
    expect(panel.locator("#json")).to_contain_text('"type": "flex"')
    expect(panel.locator(".deliveries .status")).to_have_text(["200"])
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


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
