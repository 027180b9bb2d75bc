"""The inbox in a browser: search while typing, picking by keys, and a list that stands still meanwhile."""

from __future__ import annotations

from datetime import timedelta

from tests.bot.console.browser import Browsing, accessible, fits
from tests.bot.console.inbox.office import ADDRESS, ANA, LEAK, MOVED, OVER, add, filled
from tests.bot.store.lodged import life_of
from tests.console_desk import ConsoleDesk, member


def test_a_caseworker_searches_picks_and_assigns_by_keyboard(
    browsing: Browsing, console: ConsoleDesk
) -> None:
    filled(console).signs_in(member(language="ja"))
    page = browsing.page(path="/")
    page.keyboard.press("/")
    page.keyboard.type("京都")
    page.wait_for_selector(".inbox-excerpt")
    assert page.locator("[data-open]").all_inner_texts() == [ADDRESS, OVER]
    assert page.evaluate("document.activeElement.id") == "q"
    page.fill("#q", "")
    page.wait_for_selector(f"#open-{LEAK}")
    page.focus("h1, main")
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    assert page.is_checked(f"#pick-{MOVED}")
    assert page.inner_text("[data-picked]") == "1"
    page.get_by_role("button", name="担当を決める").click()
    page.wait_for_selector("text=1件の担当を変更しました。")
    assert "自分の担当 1" in page.inner_text("#preset-mine")


def test_the_list_is_fresh_but_not_while_somebody_picks(browsing: Browsing, console: ConsoleDesk) -> None:
    filled(console).signs_in(member())
    page = browsing.page(path="/?tab=all")
    page.focus(f"#open-{MOVED}")
    add(console, life_of(ANA, number="PR-2026-0000A9", start=console.line.now - timedelta(days=1)))
    page.evaluate("htmx.trigger('#list', 'refresh')")
    page.evaluate("htmx.ajax('GET', document.getElementById('list').getAttribute('hx-get'), '#list')")
    page.wait_for_selector("#open-PR-2026-0000A9")
    assert page.evaluate("document.activeElement.id") == f"open-{MOVED}"
    page.check(f"#pick-{MOVED}")
    refused = page.evaluate(
        "!document.getElementById('list').dispatchEvent(new CustomEvent('htmx:beforeRequest',"
        " {bubbles: true, cancelable: true, detail: {elt: document.getElementById('list')}}))"
    )
    assert refused


def test_on_a_phone_in_the_dark_everything_fits_and_can_be_read(
    browsing: Browsing, console: ConsoleDesk
) -> None:
    filled(console).signs_in(member(language="ja"))
    page = browsing.page("dark", phone=True, path="/?tab=all&due=week")
    assert fits(page)
    assert accessible(page) == []
