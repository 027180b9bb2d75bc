"""Whatever is written is shown as text, and only addresses in it become links."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page_browser import sideways
from tests.bot.dev.page_ui.windows import answers, say

pytestmark = pytest.mark.ui

HOSTILE = [
    '<img src=x onerror="document.title=1"><script>document.title=2</script>',
    "\u202egnp.tsud\u202c عربي 日本語",
    "👩‍👩‍👧‍👦🏳️‍🌈 {name} ${name} %s",
    "javascript:document.title=3 <a href='javascript:1'>x</a>",
    "あ" * 400 + "W" * 300,
]


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
