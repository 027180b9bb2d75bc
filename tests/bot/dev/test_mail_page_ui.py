"""The mailbox page in a real browser: mails appear by themselves, as text, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from bot.dev.mailbox import MailDouble
from bot.mail.relay import relay_of
from bot.mail.sender import MailSender
from tests.bot.dev.page_bot import PageBot, served_page
from tests.bot.dev.page_browser import FAINT_TEXTS, PHONE, chromium, sideways, window
from tests.bot.mail.letters import HANAKO, SENDER, START, letter, owed

pytestmark = pytest.mark.ui


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def mailbox() -> Iterator[MailDouble]:
    with MailDouble(clock=lambda: START / 1_000) as double:
        yield double


@pytest.fixture
def address(mailbox: MailDouble) -> Iterator[str]:
    with served_page(PageBot(), mailbox) as (_, found):
        yield found


def send(mailbox: MailDouble, **fields: str) -> None:
    MailSender(relay_of(mailbox.url), SENDER).send(owed(letter(**fields)), START)  # type: ignore[arg-type]  # its fields


def test_mails_appear_by_themselves_the_newest_first(
    browser: Browser, address: str, mailbox: MailDouble
) -> None:
    for page in window(browser, f"{address}mail/"):
        expect(page.get_by_text("メールはまだありません。届くと、ここに表示されます。")).to_be_visible()
        send(mailbox)
        first = page.get_by_role("article", name=letter().subject)
        expect(first.get_by_text("コードは 123456 です。")).to_be_visible()
        expect(first.get_by_text(HANAKO)).to_be_visible()
        expect(first.get_by_text("2027/01/15 17:00:00")).to_be_visible()
        expect(page.get_by_text("メールはまだありません", exact=False)).to_be_hidden()
        send(mailbox, subject="Your file", text="It is at https://desk.example/d/x.", language="en")
        expect(page.get_by_role("article").locator("h2")).to_have_text(["Your file", letter().subject])
        link = page.get_by_role("link", name="https://desk.example/d/x")
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_hostile_words_are_shown_as_words(browser: Browser, address: str, mailbox: MailDouble) -> None:
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    send(mailbox, subject=hostile, text=hostile + "W" * 400)
    for page in window(browser, f"{address}mail/", PHONE):
        expect(page.get_by_role("heading", name=hostile)).to_be_visible()
        expect(page.locator("article img, article script")).to_have_count(0)
        assert page.title() == "窓口からのメール"
        assert sideways(page) == 0


def test_a_mail_is_shown_as_html_too_in_a_frame_that_may_do_nothing(
    browser: Browser, address: str, mailbox: MailDouble
) -> None:
    send(mailbox)
    for page in window(browser, f"{address}mail/"):
        page.get_by_text("HTML版を表示する").click()
        frame = page.frame_locator("iframe")
        expect(frame.get_by_text("10分以内にご入力ください。")).to_be_visible()
        assert page.locator("iframe").get_attribute("sandbox") == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(
    browser: Browser, address: str, mailbox: MailDouble, scheme: Literal["light", "dark"]
) -> None:
    send(mailbox)
    for page in window(browser, f"{address}mail/", scheme=scheme):
        expect(page.get_by_role("article")).to_be_visible()
        assert page.evaluate(FAINT_TEXTS) == []


def test_the_language_is_chosen_here_too_and_the_way_leads_back(
    browser: Browser, address: str, mailbox: MailDouble
) -> None:
    send(mailbox)
    for page in window(browser, address, locale="en-US"):
        page.get_by_role("link", name="See the desk’s mail").click()
        expect(page.get_by_role("heading", name="Mail from the desk")).to_be_visible()
        expect(page.get_by_text("Time", exact=True)).to_be_visible()
        page.get_by_role("button", name="日本語").click()
        expect(page.get_by_text("日時", exact=True)).to_be_visible()
        page.get_by_role("link", name="トークに戻る").click()
        expect(page.get_by_role("button", name="人を追加")).to_be_visible()
