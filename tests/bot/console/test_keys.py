"""The console by keyboard alone, and what its scripts must leave alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.bot.console.browser import Browsing, accessible, fits
from tests.console_desk import ConsoleDesk, member

pytestmark = pytest.mark.ui


def test_a_question_mark_lists_the_keys_and_escape_takes_the_list_away(
    console: ConsoleDesk, browsing: Browsing
) -> None:
    console.signs_in(member(language="ja"))
    page = browsing.page(path="/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="キーボード操作")
    expect(keys).to_contain_text("この一覧を表示")
    assert accessible(page) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_a_page_as_it_stands(console: ConsoleDesk, browsing: Browsing) -> None:
    console.signs_in(member())
    page = browsing.page("dark", phone=True, path="/")
    assert accessible(page) == []
    assert fits(page)
