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
from handlers.tickets import telling
from handlers.tickets.statuses import Status
from handlers.wording import say
from knowledge.language import Language
from tests.bot.console.browser import Browsing, browsing_of
from tests.bot.console.login.staff_desk import CHEAP, PASSWORD, Hired, StaffDesk
from tests.bot.console.ticket.office import Office, alerts, ticket_of
from tests.bot.store.opened import opened
from tests.builders import corpus, finding
from tests.console_desk import AnybodysLogin
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk, LinePerson

pytestmark = pytest.mark.ui

GREETING, FACTS, WHAT_WAS_DONE = (
    "お待たせいたしました。",
    "2019年の記録は事実です。",
    "すべての記録を確認しました。",
)
SEVEN_PARTS: dict[Language, tuple[str, ...]] = {
    "ja": (
        "「情報の削除」のお申し出について",
        "調査の結果、内容が事実であるか、利用目的に照らして変更の必要がないことを確認しました。（L34-1）",
        FACTS,
        "見本ポリシー 9「9の題」",
        "2022年4月1日改定",
        WHAT_WAS_DONE,
        "2026年4月30日までお申し出いただけます。",
        "Example Inc. 見本センター",
        "desk@example.org",
    ),
    "en": (
        "You asked about: deleting your data.",
        "We looked into it: the content is true, or its purpose does not need the change. (L34-1)",
        FACTS,
        "Example Policy 9, Title 9",
        "revised April 1, 2022",
        WHAT_WAS_DONE,
        "you can object until April 30, 2026",
        "Example Inc., Example Center",
        "desk@example.org",
    ),
}
"""The right, the reason, the facts, the section and its revision, what was done, objecting, the contact."""


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


@pytest.fixture(scope="module")
def sato(desk: StaffDesk) -> Hired:
    return desk.hires("Sato", "caseworker", "approver")


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


def finds(page: Page, person: LinePerson) -> None:
    """Search for a ticket that still waits for its requester, and open it."""
    page.get_by_role("link", name=word("nav.inbox")).first.click()
    page.get_by_role("searchbox").fill(ticket_of(person).number)
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name=ticket_of(person).number).first.click()


def does(page: Page, act: str, part: str = "do") -> None:
    """Press the button of an act, and wait until it is written."""
    name = word(f"ticket.act.{act}.{part}")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    expect(page.get_by_role("alert")).to_have_count(0)


def unfolds(page: Page, act: str) -> None:
    page.locator("summary", has_text=word(f"ticket.act.{act}.title")).first.click()


def identifies(page: Page, method: str) -> None:
    """Note how it was made sure who asks."""
    unfolds(page, "identify")
    page.locator("#identify-method").select_option(method)
    page.locator("#identify-text").fill("契約の登録内容と照合した。")
    page.locator("#identify-doubt").set_checked(method == "document")
    does(page, "identify")


def offered(page: Page, right: str) -> set[str]:
    """Choose to refuse a right; return the codes of the reasons that are then offered."""
    unfolds(page, "propose")
    page.locator(f"#outcome-{right}").select_option("not_held")
    expect(page.get_by_label("N-1")).to_be_visible()
    page.locator(f"#outcome-{right}").select_option("refused")
    expect(page.get_by_label("N-1")).to_have_count(0)
    boxes = page.locator(f"#reasons-{right} input[name=code]")
    return set(boxes.evaluate_all("(all) => all.map((one) => one.value)"))


def posts_approval(page: Page, person: LinePerson) -> str:
    """Send the form of an approval though the page has none; return what is said to be wrong."""
    form: dict[str, str | float | bool] = {
        "csrf_token": page.locator("input[name=csrf_token]").first.get_attribute("value") or "",
        "version": str(ticket_of(person).version),
    }
    address = page.url.partition("#")[0].partition("?")[0]
    return " ".join(alerts(page.request.post(f"{address}/do/approve", form=form).text()))


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
    identifies(page, "code_to_mail_on_file")
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


def test_a_reason_is_offered_for_the_rights_that_have_it_and_for_no_other(
    office: Office, browsing: Browsing, aoki: Hired
) -> None:
    ken, jane = office.wants_deletion(), office.wants_a_copy()
    page = signs_in(browsing, aoki)
    finds(page, ken)
    identifies(page, "document")
    deletion = offered(page, "deletion")
    opens(page, jane)
    identifies(page, "code_to_mail_on_file")
    disclosure = offered(page, "disclosure")
    assert deletion == {"S9-4", "S9-5", "S9-6", "S9-7", "S9-8", "S9-9", "L34-1", "L35-1"}
    assert disclosure - deletion == {"S9-1", "S9-2", "S9-3", "N-3"}
    assert deletion - disclosure == {"L34-1", "L35-1"}


@pytest.mark.parametrize(("language", "parts"), list(SEVEN_PARTS.items()))
def test_a_refusal_of_two_people_is_read_with_its_seven_parts_and_objected_to(
    office: Office,
    browsing: Browsing,
    sato: Hired,
    mori: Hired,
    language: Language,
    parts: tuple[str, ...],
) -> None:
    ken = office.wants_deletion(language)
    page = signs_in(browsing, sato)
    finds(page, ken)
    identifies(page, "document")
    assert "S9-1" not in offered(page, "deletion")
    page.get_by_label("L34-1").check()
    page.locator("#facts-deletion").fill(FACTS)
    page.locator("#done-deletion").fill(WHAT_WAS_DONE)
    does(page, "propose")
    does(page, "present")
    expect(page.locator("#decision")).to_contain_text(word("ticket.decision.second"))
    expect(page.get_by_role("button", name=word("ticket.act.approve.do"))).to_have_count(0)
    assert "ご自身の案を承認することはできません。" in posts_approval(page, ken)
    assert ticket_of(ken).status is Status.DECISION_PENDING
    second = signs_in(browsing, mori)
    opens(second, ken)
    does(second, "approve")
    page.reload()
    unfolds(page, "answer")
    page.locator("#text-answer").fill(GREETING)
    page.locator("#form-answer").get_by_role("button", name=word("ticket.preview.do")).click()
    for part in (GREETING, *parts):
        expect(page.get_by_role("region", name=word("ticket.preview.title"))).to_contain_text(part)
    assert GREETING not in ken.text
    does(page, "answer")
    assert [part for part in (GREETING, *parts) if part not in ken.text] == []
    ken.presses(say("casework.button.object", language))
    assert ticket_of(ken).status is Status.IN_REVIEW
    page.reload()
    expect(page.locator(".ticket-head")).to_contain_text(telling.words("status", Status.IN_REVIEW, "ja"))
