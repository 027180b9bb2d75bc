"""The console by keyboard alone, and what its scripts must leave alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.console.browser import Browsing, accessible, browsing_of
from tests.bot.console.conftest import console_at
from tests.console_desk import ConsoleDesk, member

pytestmark = pytest.mark.ui


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleDesk]:
    """Give a console with two tickets."""
    with console_at(tmp_path_factory.mktemp("keys")) as found:
        for name in ("Hana", "Sora"):
            person = found.line.person(name, "en")
            person.answers(
                "I want to talk to a person", "Write from here", "How long do you keep logs?", "here", "send"
            )
        found.signs_in(member("caseworker", "admin", language="ja"))
        yield found


@pytest.fixture(scope="module")
def shown(browser: Browser, office: ConsoleDesk) -> Iterator[Browsing]:
    with browsing_of(browser, office) as found:
        yield found


@pytest.fixture
def page(shown: Browsing) -> Iterator[Page]:
    """Give the inbox."""
    found = shown.page(path="/")
    yield found
    found.context.close()


def row(page: Page) -> str:
    """Return the number of the ticket whose row has the focus."""
    return str(
        page.evaluate("document.activeElement.closest('[data-row]')?.querySelector('a').textContent ?? ''")
    )


def test_a_question_mark_lists_the_keys_and_escape_takes_the_list_away(page: Page) -> None:
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="キーボード操作")
    expect(keys).to_contain_text("この一覧を表示")
    expect(keys.get_by_role("button", name="閉じる")).to_be_focused()
    assert accessible(page) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_j_and_k_move_over_the_rows_and_o_opens_one(page: Page) -> None:
    met = []
    for key in "jjjk":
        page.keyboard.press(key)
        met.append(row(page))
    first, second = met[0], met[1]
    assert len({first, second}) == 2
    assert met == [first, second, second, first]
    page.keyboard.press("o")
    page.wait_for_url(f"**/tickets/{first.strip()}")


def test_g_and_a_letter_open_a_part_and_a_slash_goes_to_the_search(page: Page) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('[data-search]')")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/console/health")


def test_enter_searches_and_then_leads_into_the_list(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("logs")
    page.keyboard.press("Enter")
    expect(page.locator("#list[data-searched=logs]")).to_be_visible()
    assert page.evaluate("document.activeElement.matches('[data-search]')")
    page.keyboard.press("Enter")
    assert row(page) == page.locator("[data-open]").first.inner_text()
    page.keyboard.press("j")
    assert row(page) == page.locator("[data-open]").nth(1).inner_text()


def test_the_arrow_down_leads_from_the_search_box_into_the_list(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    assert row(page) == page.locator("[data-open]").first.inner_text()


def test_enter_searches_again_where_the_list_is_not_what_was_typed(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("nobody wrote this")
    page.keyboard.press("Enter")
    expect(page.locator("#list[data-searched='nobody wrote this']")).to_be_visible()
    page.keyboard.press("Enter")  # there is no row to go to
    assert page.evaluate("document.activeElement.matches('[data-search]')")
    page.keyboard.press("Control+a")
    page.keyboard.type("logs")
    page.keyboard.press("Enter")
    expect(page.locator("#list[data-searched=logs]")).to_be_visible()
    assert row(page) == ""


def test_escape_leaves_the_search_box_and_what_was_typed_there(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("logs")
    page.keyboard.press("Escape")
    expect(page.locator("#list[data-searched=logs]")).to_be_visible()
    assert page.input_value("[data-search]") == "logs"
    page.keyboard.press("j")
    assert row(page) != ""


def test_keys_that_lead_out_of_the_search_box_are_the_composer_s_while_a_word_is_composed(page: Page) -> None:
    page.keyboard.press("/")
    page.evaluate(
        """() => {
          const box = document.querySelector('[data-search]');
          for (const key of ['Escape', 'ArrowDown', 'Enter']) {
            box.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true }));
            box.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true }));
          }
        }"""
    )
    assert page.evaluate("document.activeElement.matches('[data-search]')")


def test_the_list_of_keys_tells_how_to_get_out_of_the_search_box(page: Page) -> None:
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="キーボード操作")
    expect(keys).to_contain_text("続けて押すと最初の行へ")
    expect(keys).to_contain_text("検索欄から出る")


def test_enter_on_a_checkbox_of_a_row_sends_nothing_and_opens_nothing(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("[data-row] input[type=checkbox]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.locator("#pick-all").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-picked]")).to_have_text("1")
    assert sent == []
    assert page.url.endswith("/console/")


def test_keys_are_letters_while_somebody_types(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("gh?jo")
    assert page.evaluate("document.activeElement.value") == "gh?jo"
    expect(page.locator("#list[data-searched='gh?jo']")).to_be_visible()
    expect(page.locator("#keys")).to_be_hidden()
    assert page.url.endswith("/console/")


def test_a_key_with_another_one_held_is_the_browser_s(page: Page) -> None:
    page.keyboard.press("Control+j")
    assert row(page) == ""


def test_who_does_not_want_single_keys_switches_them_off_for_this_browser(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_label("キーボード操作を使う").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert row(page) == ""
    page.get_by_role("button", name="キーボード操作の一覧").click()
    page.get_by_label("キーボード操作を使う").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert row(page) != ""


def test_a_word_that_is_still_being_composed_is_no_key_and_no_search(page: Page) -> None:
    page.evaluate(
        """() => {
          const box = document.querySelector('[data-search]');
          box.focus();
          box.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', isComposing: true, bubbles: true }));
          box.setAttribute('hx-get', '/console/');
          box.value = 'ろ';
          window.heard = 0;
          box.addEventListener('input', () => { window.heard += 1; });
          box.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
        }"""
    )
    assert page.evaluate("window.heard") == 0
    page.evaluate(
        """() => document.querySelector('[data-search]').dispatchEvent(
          new CompositionEvent('compositionend', { bubbles: true }))"""
    )
    assert page.evaluate("window.heard") == 1


def test_the_menus_open_and_close_by_keyboard_and_the_skip_link_leads_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    menu = page.locator("details.menu")
    menu.locator("summary").press("Enter")
    expect(page.get_by_role("button", name="ダーク")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(page.get_by_role("button", name="ダーク")).to_be_hidden()


def test_the_brightness_that_somebody_chose_stays(office: ConsoleDesk, page: Page) -> None:
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="ダーク").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="自動").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_a_page_works_without_scripts(shown: Browsing, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(shown.at("/"))
    expect(page.get_by_role("link", name="稼働状況")).to_be_visible()
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="日本語").click()
    context.close()
