"""The page of a ticket in a browser: by keyboard, on a phone, in the dark, and while others write."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.console.member import Member
from handlers.tickets.statuses import Status
from tests.bot.console.browser import Browsing, Scheme, accessible, fits
from tests.bot.console.ticket.office import AOKI, KATO, MORI, Office, ticket_of
from tests.line_desk import LinePerson

pytestmark = pytest.mark.ui


def _opens(
    office: Office,
    browsing: Browsing,
    person: LinePerson,
    who: Member = AOKI,
    scheme: Scheme = "light",
    *,
    phone: bool = False,
) -> Page:
    office.console.signs_in(who)
    return browsing.page(scheme, phone=phone, path=f"/tickets/{ticket_of(person).number}")


def _unfolded(page: Page) -> None:
    """Open every part of the page that is folded, so that nothing of it is missed."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    expect(page.locator("#passages")).not_to_contain_text("Show on a page of its own")


def test_a_question_is_answered_by_keyboard_alone(office: Office, browsing: Browsing) -> None:
    person = office.asks()
    page = _opens(office, browsing, person)
    page.keyboard.press("n")
    expect(page.get_by_role("button", name="Keep as internal note")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("r")
    text = page.get_by_label("Text", exact=True)
    expect(text).to_be_focused()
    with page.expect_request("**/seen") as told:
        page.keyboard.type("We keep them for one year.")
    assert "one year" not in (told.value.post_data or "")
    assert "x-poll" not in told.value.headers
    page.get_by_label("This answers the question").press("Space")
    page.get_by_role("button", name="Preview").press("Enter")
    expect(page.get_by_role("region", name="What the requester will read")).to_contain_text("one year.")
    assert "one year." not in person.text
    page.get_by_role("button", name="Send", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Written: Reply.")
    assert "We keep them for one year." in person.text
    assert ticket_of(person).status is Status.ANSWERED


def test_reasons_change_with_the_outcome_and_a_wrong_one_is_never_there(
    office: Office, browsing: Browsing
) -> None:
    jane = office.wants_deletion()
    office.identified(jane)
    page = _opens(office, browsing, jane)
    _unfolded(page)
    assert accessible(page) == []
    facts, done = (
        page.get_by_label("What is so in this case"),
        page.get_by_label("What was done nevertheless"),
    )
    page.get_by_label("Outcome").select_option("not_held")
    expect(page.get_by_label("N-1")).to_be_visible()
    expect(facts).not_to_have_attribute("required", "")
    page.get_by_label("Outcome").select_option("refused")
    expect(facts).to_have_attribute("required", "")
    expect(page.locator("#rights").get_by_text("(required)")).to_have_count(4)
    expect(page.get_by_label("N-1")).to_have_count(0)
    expect(page.get_by_label("S9-1")).to_have_count(0)
    facts.fill("The entries are correct.")
    done.fill("Nothing could be done.")
    page.get_by_role("button", name="Keep the proposal").click()
    page.get_by_role("link", name="Go to what you filled in").click()
    expect(page.locator("#form-propose-deletion #refusal")).to_contain_text("Please tick at least one reason")
    expect(page.locator("#refusal")).to_be_in_viewport()
    expect(facts).to_have_value("The entries are correct.")
    page.get_by_label("L34-1").check()
    page.get_by_role("button", name="Keep the proposal").click()
    expect(page.get_by_role("status")).to_contain_text("The proposal has been kept.")


def test_the_file_that_shows_a_document_is_ticked_by_its_label(office: Office, browsing: Browsing) -> None:
    ken = office.wants_deletion()
    ken.answers("status", "Add a file")
    ken.sends("file", b"%PDF-1.7\n a masked licence", "licence.pdf")
    page = _opens(office, browsing, ken)
    page.locator("#form-identify summary").click()
    form = page.locator("#form-identify")
    form.get_by_label("Way").select_option("document")
    form.get_by_label("Note").fill("The name differs.")
    form.get_by_label("There is reasonable doubt").check()
    form.get_by_role("group", name="Files that show the document").get_by_label("licence.pdf").check()
    assert accessible(page) == []
    form.get_by_role("button").click()
    expect(page.locator("#files")).to_contain_text("shows who asks; erased with the decision")
    assert len(ticket_of(ken).evidence) == 1


def test_what_others_write_comes_into_the_conversation_by_itself(office: Office, browsing: Browsing) -> None:
    person = office.asks()
    office.console.signs_in(AOKI)
    page = browsing.page()
    page.clock.install()
    page.goto(browsing.at(f"/tickets/{ticket_of(person).number}"))
    page.get_by_label("Text", exact=True).fill("Half a sentence")
    office.does(KATO, person, "note", text="I asked the legal team.")
    office.console.signs_in(AOKI)
    page.clock.run_for(11_000)
    expect(page.locator("#talk")).to_contain_text("I asked the legal team.")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Half a sentence")
    expect(page.locator("#stale")).to_contain_text("Show everything as it is now")
    page.get_by_label("Text", exact=True).fill("")


def test_the_page_fits_a_phone_and_can_be_read_in_the_dark(office: Office, browsing: Browsing) -> None:
    jane = office.wants_a_copy()
    office.identified(jane)
    office.does(AOKI, jane, "note", text="x" * 300)
    office.does(AOKI, jane, "propose", right="disclosure", outcome="granted", third_party_data="yes")
    office.does(AOKI, jane, "present")
    page = _opens(office, browsing, jane, MORI, "dark", phone=True)
    _unfolded(page)
    assert accessible(page) == []
    assert fits(page)
