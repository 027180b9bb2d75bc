"""What the requester would read is shown below its form, the way that is taken first above the other."""

from __future__ import annotations

import pytest

from tests.bot.console.ticket.office import AOKI, MORI, Office, ticket_of
from tests.line_desk import LinePerson

NO_COPY = "No file goes with this answer, though a copy was granted."


def looks(office: Office, person: LinePerson, act: str, **fields: str) -> str:
    """Press the preview of a form without JavaScript; return the page."""
    office.console.signs_in(AOKI)
    ticket = ticket_of(person)
    path = f"/tickets/{ticket.number}/preview/{act}"
    return office.console.sends(path, 200, version=ticket.version, **fields)


def granted(office: Office) -> LinePerson:
    """Let a copy be granted, which a second person has approved and which was carried out."""
    jane = office.wants_a_copy()
    office.identified(jane)
    office.does(AOKI, jane, "propose", right="disclosure", outcome="granted", third_party_data="yes")
    office.does(AOKI, jane, "present")
    office.does(MORI, jane, "approve")
    office.does(AOKI, jane, "execute", right="disclosure")
    return jane


def test_what_goes_by_mail_first_is_shown_as_a_mail_and_the_chat_is_folded(office: Office) -> None:
    shown = looks(office, granted(office), "answer", text="Here it is.")
    mail, chat = "By mail", "In the LINE chat, if the mail does not arrive"
    assert 0 < shown.index(f"{mail}</h3>") < shown.index(f"{chat}</summary>")


def test_what_goes_into_the_chat_first_is_shown_as_the_chat(office: Office) -> None:
    shown = looks(office, office.asks(), "reply", text="Three years.")
    assert "In the LINE chat</h3>" in shown
    assert "if the mail does not arrive" not in shown


def test_a_preview_stands_below_its_own_form(office: Office) -> None:
    jane = granted(office)
    shown = looks(office, jane, "answer", text="Here it is.")
    form, place = shown.index('id="form-answer"'), shown.index('id="preview-answer"')
    assert form < place < shown.index("What the requester will read")
    assert shown.index('id="preview-composer"') < form


def test_who_grants_a_copy_and_sends_no_file_is_warned_before(office: Office) -> None:
    jane = granted(office)
    assert office.page(AOKI, jane).count(NO_COPY) == 1, "beside the button"
    assert NO_COPY in looks(office, jane, "answer", text="Here it is.").split('id="preview-answer"')[1]
    office.uploads(AOKI, jane, b"%PDF-1.7\n what we hold", "copy.pdf")
    (file,) = office.line.files_of(ticket_of(jane).number)
    assert NO_COPY not in looks(office, jane, "answer", text="Here it is.", file=file)
    assert NO_COPY in looks(office, jane, "answer", text="Here it is.")


@pytest.mark.parametrize(
    ("act", "section", "said"),
    [
        ("note", "#talk", "The note has been kept."),
        ("reply", "#talk", "Written: Reply."),
        ("assign", "", "The ticket has been assigned."),
    ],
)
def test_after_an_act_the_page_goes_on_where_it_was_done_and_says_what_was(
    office: Office, act: str, section: str, said: str
) -> None:
    person = office.asks()
    there = office.does(AOKI, person, act, text="Three years.", to=AOKI.id)
    assert there.endswith(f"/tickets/{ticket_of(person).number}{section}")
    assert said in office.page(AOKI, person)
