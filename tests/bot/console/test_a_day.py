"""A day at the desk, in a real browser from the sign-in on: what staff do is seen by people in the chat."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.login.accounts import Shelf
from bot.console.login.staff_login import StaffLogin
from bot.files.scanner import scanner
from bot.files.uploads import examined
from handlers.tickets.statuses import Status
from handlers.wording import say
from tests.bot.console.browser import Browsing, browsing_of
from tests.bot.console.login.staff_desk import CHEAP, PASSWORD, Hired, StaffDesk
from tests.bot.console.ticket.office import Office, ticket_of
from tests.bot.store.opened import opened
from tests.builders import corpus, finding
from tests.console_desk import AnybodysLogin
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk, LinePerson

pytestmark = pytest.mark.ui


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffDesk]:
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    with (
        opened(f"sqlite:///{tmp_path_factory.mktemp('day')}/console.db") as database,
        LineDesk(database, lambda: finder, mails=True) as line,
    ):
        login = StaffLogin(Shelf(database, line.seal, line.milliseconds), secure=False, cost=CHEAP)
        examine = partial(examined, scan=scanner(None))
        yield StaffDesk(line, lambda: finder, login=cast("AnybodysLogin", login), more={"examine": examine})


@pytest.fixture(scope="module")
def office(desk: StaffDesk) -> Office:
    return Office(desk)


@pytest.fixture(scope="module")
def aoki(desk: StaffDesk) -> Hired:
    return desk.hires("Aoki", "caseworker")


@pytest.fixture(scope="module")
def mori(desk: StaffDesk) -> Hired:
    return desk.hires("Mori", "approver")


@pytest.fixture
def browsing(browser: Browser, desk: StaffDesk) -> Iterator[Browsing]:
    with browsing_of(browser, desk) as found:
        yield found


def word(key: str) -> str:
    return say(f"console.{key}", "ja")


def signs_in(browsing: Browsing, who: Hired) -> Page:
    """Give the password and the code of the moment, as somebody at the door."""
    page = browsing.page(path="/")
    page.get_by_label("メールアドレス").fill(who.email)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    page.get_by_label("認証アプリのコード").fill(who.desk.code())
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("heading", name=word("inbox.title")).wait_for()
    return page


def opens(page: Page, person: LinePerson) -> None:
    """Follow the line of the inbox that leads to this person's ticket."""
    page.get_by_role("link", name=word("nav.inbox")).first.click()
    page.get_by_role("link", name=ticket_of(person).number).first.click()


def does(page: Page, act: str, part: str = "do") -> None:
    """Press the button of an act, and wait until it is written."""
    name = word(f"ticket.act.{act}.{part}")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    expect(page.get_by_role("alert")).to_have_count(0)


def unfolds(page: Page, act: str) -> None:
    page.locator("summary", has_text=word(f"ticket.act.{act}.title")).first.click()


def test_a_question_is_answered_into_the_chat(office: Office, browsing: Browsing, aoki: Hired) -> None:
    person = office.asks("ログは何年保存されますか。", "ja")
    page = signs_in(browsing, aoki)
    opens(page, person)
    does(page, "assign", "to_me")
    page.locator("#composer-text").fill("ログは一年間保存しています。")
    page.get_by_label(word("ticket.composer.answers"), exact=True).check()
    does(page, "reply")
    assert "ログは一年間保存しています。" in person.text
    assert ticket_of(person).status is Status.ANSWERED


def test_a_disclosure_goes_from_receipt_to_answered_with_a_second_person(
    office: Office, browsing: Browsing, aoki: Hired, mori: Hired
) -> None:
    jane = office.wants_a_copy()
    page = signs_in(browsing, aoki)
    opens(page, jane)
    unfolds(page, "identify")
    page.locator("#form-identify select").first.select_option("code_to_mail_on_file")
    page.locator("#form-identify textarea").first.fill("契約の登録アドレスと照合した。")
    does(page, "identify")
    unfolds(page, "propose")
    page.locator("#outcome-disclosure").select_option("granted")
    page.get_by_label(word("ticket.rights.others_check")).check()
    does(page, "propose")
    does(page, "present")
    second = signs_in(browsing, mori)
    opens(second, jane)
    does(second, "approve")
    page.reload()
    does(page, "execute")
    unfolds(page, "answer")
    page.locator("#text-answer").fill("Here is what we hold about you.")
    does(page, "answer")
    expect(page.locator(".next-step")).to_contain_text(word("ticket.next.executing_sent"))
    assert "Here is what we hold about you." not in jane.text
    jane.says("status")
    jane.presses(say("answer_link.button", "en"))
    assert "https://desk.example/d/" in str(jane.buttons()) + jane.text
    page.reload()
    does(page, "deliver")
    assert ticket_of(jane).status is Status.ANSWERED


def test_a_conversation_is_taken_and_given_back(office: Office, browsing: Browsing, aoki: Hired) -> None:
    person = office.asks("Can I talk to somebody about my data?")
    page = signs_in(browsing, aoki)
    opens(page, person)
    does(page, "take_conversation")
    person.says("Do you sell my data?")
    assert person.text == ""
    page.reload()
    expect(page.locator("#talk")).to_contain_text("Do you sell my data?")
    page.locator("#composer-text").fill("No, we never do.")
    does(page, "reply")
    assert "No, we never do." in person.text
    unfolds(page, "give_back")
    does(page, "give_back")
    assert person.says("hello") != ""
