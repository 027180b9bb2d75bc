"""The page behind a link in a real browser, on a phone: two taps and a code, in light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from bot.dev.serving import LocalServer
from bot.downloads.rendering import pdf_possible
from bot.store.engine import Database
from tests.bot.dev.page_browser import FAINT_TEXTS, PHONE, Noise, chromium, sideways
from tests.bot.downloads.house import TOKEN, WORDS, House

pytestmark = pytest.mark.ui


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def plain_house(sqlite_database: Database) -> Iterator[House]:
    """Give a house that is reached without TLS, as a test's server is."""
    with House(sqlite_database, "http://127.0.0.1") as house:
        house.lodge()
        yield house


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_person_gets_in_by_a_code_and_takes_the_copy_home(
    browser: Browser, plain_house: House, scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    with LocalServer(plain_house.app) as server:
        context = browser.new_context(viewport=PHONE, color_scheme=scheme, locale="ja-JP")
        page = context.new_page()
        noise = Noise(page)
        page.goto(f"{server.url}/d/{TOKEN}?openExternalBrowser=1")
        page.get_by_role("button", name="コードを送る").click()
        plain_house.work()
        expect(page.get_by_role("status")).to_contain_text("メールが届きます")
        page.get_by_label("確認コード").fill("12")
        page.get_by_role("button", name="控えを開く").click()
        expect(page.get_by_role("status")).to_contain_text("開けませんでした")
        assert (page.evaluate(FAINT_TEXTS), sideways(page)) == ([], 0)
        page.get_by_label("確認コード").fill(plain_house.letters.code)
        page.get_by_role("button", name="控えを開く").click()
        expect(page.get_by_role("heading", name="控えを開けます")).to_be_visible()
        assert page.get_by_role("link", name="PDF").count() == int(pdf_possible())
        with page.expect_download() as download:
            page.get_by_role("link", name="JSON").click()
        download.value.save_as(tmp_path / "copy.json")
        assert WORDS in (tmp_path / "copy.json").read_text(encoding="utf-8")
        assert json.loads((tmp_path / "copy.json").read_bytes())["schema_version"] == 2
        page.get_by_role("link", name="ページ").click()
        expect(page.get_by_text(WORDS)).to_be_visible()
        assert (page.evaluate(FAINT_TEXTS), sideways(page)) == ([], 0)
        context.close()
        # What becomes a download counts as a page that was left.
        assert [one for one in noise.heard if "copy.json net::ERR_ABORTED" not in one] == []


def test_without_the_pdf_library_the_page_says_how_to_print(
    browser: Browser, plain_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.downloads.pages.pdf_possible", lambda: False)
    with LocalServer(plain_house.app) as server:
        page = browser.new_page(locale="ja-JP")
        page.goto(f"{server.url}/d/{TOKEN}")
        page.get_by_role("button", name="コードを送る").click()
        plain_house.work()
        page.get_by_label("確認コード").fill(plain_house.letters.code)
        page.get_by_role("button", name="控えを開く").click()
        expect(page.get_by_text("PDFファイルをお作りしていません")).to_be_visible()
        assert page.get_by_role("link", name="PDF").count() == 0
        page.close()
