"""A masked licence on the page of a ticket: ticked where it was looked at, and gone with the decision."""

from __future__ import annotations

import re

import pytest

from handlers.tickets.statuses import Status
from tests.bot.console.ticket.office import AOKI, ITO, KATO, Office, alerts, ticket_of
from tests.line_desk import LinePerson

LICENCE = b"%PDF-1.7\n a masked licence"
COPY = b"%PDF-1.7\n what we hold"


def _with_licence(office: Office) -> tuple[LinePerson, str]:
    """Return somebody who sent a masked licence in the chat, and the file's id."""
    person = office.wants_deletion()
    person.answers("status", "Add a file")
    person.sends("file", LICENCE, "licence.pdf")
    (file,) = office.line.files_of(ticket_of(person).number)
    return person, file


def _looked_at(office: Office) -> tuple[LinePerson, str]:
    """Return the same after staff noted that the licence shows who they are."""
    person, file = _with_licence(office)
    office.does(AOKI, person, "identify", method="document", text="The name differs.", doubt="yes", file=file)
    return person, file


def _offered(page: str, form: str = "identify") -> list[str]:
    """Return the labels of the files that a form offers to tick."""
    found = re.findall(rf'<label class="form-check-label" for="{form}-file-[^"]+">([^<]+)</label>', page)
    return [one.strip() for one in found]


def test_the_forms_offer_what_the_requester_sent_and_nothing_of_ours(office: Office) -> None:
    person, _ = _with_licence(office)
    office.uploads(AOKI, person, COPY, "copy.pdf")
    page = office.page(AOKI, person)
    for form in ("identify", "fail_identity"):
        (label,) = _offered(page, form)
        assert re.fullmatch(r"licence\.pdf \(application/pdf, 1 kB, \d{4}-\d\d-\d\d \d\d:\d\d\)", label)
    assert "<legend>Files that show the document</legend>" in page
    assert 'aria-describedby="identify-file-help"' in page


def test_where_nothing_was_sent_nothing_is_offered(office: Office) -> None:
    assert "Files that show the document" not in office.page(AOKI, office.wants_deletion())


def test_the_page_says_how_long_the_file_is_kept_and_goes_on_without_it(office: Office) -> None:
    person, file = _looked_at(office)
    assert "shows who asks; erased with the decision" in office.page(AOKI, person)
    assert "本人確認書類（決定と同時に消去）" in office.page(KATO, person)
    person.answers("withdraw", "Yes, withdraw it")
    assert ticket_of(person).status is Status.WITHDRAWN, person.text
    page = office.page(AOKI, person)
    assert "Evidence of identity erased; files: 1." in page
    assert "licence.pdf" not in page
    assert office.line.files_of(ticket_of(person).number) == {}
    assert office.line.broken() == []
    answer = office.console.sends(f"/tickets/{ticket_of(person).number}/files/{file}", 200, version=1)
    assert "This file is erased, so nobody can open it any more." in alerts(answer)


def test_what_was_ticked_stays_ticked_where_the_form_comes_back(office: Office) -> None:
    person, file = _with_licence(office)
    fields = {"text": "The name differs.", "file": file}
    page = office.does(AOKI, person, "identify", 200, method="document", **fields)
    assert alerts(page)
    assert re.search(rf'id="identify-file-{file}" name="file" value="{file}" checked', page)
    page = office.does(AOKI, person, "fail_identity", 200, method="code_to_mail_on_file", **fields)
    assert any("Tick files only where a document was looked at" in one for one in alerts(page))
    assert ticket_of(person).evidence == ()


def test_the_record_has_it_under_the_evidence_with_who_decided(office: Office) -> None:
    person, _ = _looked_at(office)
    office.does(AOKI, person, "mark_spam", text="A test of ours.")
    office.console.signs_in(ITO)
    number = ticket_of(person).number
    page = office.console.page(f"/audit?subject=evidence&number={number}")
    assert "Evidence of identity erased; files: 1." in page
    assert "Identity checked: document." in page
    assert "New status" not in page
    assert "Evidence of identity erased" in office.console.page("/audit?subject=evidence")


@pytest.mark.parametrize("file", ["nobody's", ""])
def test_a_file_that_is_not_theirs_is_refused_in_words(office: Office, file: str) -> None:
    person, _ = _with_licence(office)
    page = office.does(
        AOKI, person, "identify", 200, method="document", text="The name.", doubt="yes", file=file
    )
    assert any("only files that the requester sent can show who they are" in one for one in alerts(page))
