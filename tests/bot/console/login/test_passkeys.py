"""A passkey takes the place of the code, for its owner alone: in a real browser, with an authenticator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.bot.console.browser import Browsing, accessible, browsing_of, fits
from tests.bot.console.login.staff_desk import PASSWORD, StaffDesk
from tests.bot.dev.page_browser import PHONE

pytestmark = pytest.mark.ui


@pytest.fixture
def browsing(browser: Browser, desk: StaffDesk) -> Iterator[Browsing]:
    with browsing_of(browser, desk) as found:
        yield found


def gives_password(page: Page, email: str) -> None:
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()


def with_authenticator(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_somebody_adds_a_passkey_and_signs_in_with_it(browsing: Browsing, desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    page = browsing.page(path="/profile")
    page.goto(page.url.replace("127.0.0.1", "localhost"))
    with_authenticator(page)
    assert (accessible(page), fits(page)) == ([], True)
    gives_password(page, aoki.email)
    page.get_by_label("認証アプリのコード").fill(desk.code())
    page.get_by_role("button", name="次へ").click()

    page.get_by_role("link", name="パスキーを追加").click()
    page.get_by_label("名前").fill("会社のノートパソコン")
    page.get_by_role("button", name="追加する").click()
    page.get_by_text("会社のノートパソコン").wait_for()
    page.set_viewport_size(PHONE)
    assert (accessible(page), fits(page)) == ([], True)

    page.locator("details.menu summary").click()
    page.get_by_role("button", name="ログアウト").click()
    gives_password(page, aoki.email)
    page.get_by_role("button", name="パスキーを使う").click()
    page.get_by_role("button", name="パスキーを使う").click()
    page.get_by_text("会社のノートパソコン").or_(page.locator("details.menu")).first.wait_for()
    assert [what for _, what in desk.audited()][-3:] == ["passkey_added", "logout", "login"]
