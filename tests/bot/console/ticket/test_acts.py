"""From a form on the page to what the person reads in the chat."""

from __future__ import annotations

import re

from handlers.tickets.statuses import Status
from tests.bot.console.ticket.office import AOKI, MORI, Office, alerts, ticket_of

COPY = b"%PDF-1.7\n what we hold about Jane"


def test_a_question_is_answered_into_the_chat(office: Office) -> None:
    person = office.asks()
    office.does(AOKI, person, "reply", text="We keep them for one year.", answers="yes")
    assert "We keep them for one year." in person.text
    assert ticket_of(person).status is Status.ANSWERED
    page = office.page(AOKI, person)
    assert "We keep them for one year." in page
    assert "LINE took it; whether it was seen is not known" in page


def test_who_asked_to_be_forgotten_is_answered_in_the_language_they_asked_in(office: Office) -> None:
    person = office.asks()
    person.says("forget me")
    person.answers("Keep the request", "Erase")
    assert ticket_of(person).status is Status.IN_REVIEW, person.text
    office.does(AOKI, person, "reply", text="We keep them for one year.", answers="yes")
    assert "The Privacy Center answers you about" in person.text


def test_a_note_never_reaches_the_person(office: Office) -> None:
    person = office.asks()
    before = person.text
    office.does(AOKI, person, "note", text="Asked the legal team.")
    assert person.text == before
    assert "Asked the legal team." in office.page(MORI, person)


def test_a_disclosure_request_goes_from_receipt_to_answered_with_a_second_person(office: Office) -> None:
    jane = office.wants_a_copy()
    office.identified(jane)
    assert "now confirmed who you are" in office.mails_to(jane)
    office.does(
        AOKI,
        jane,
        "propose",
        right="disclosure",
        outcome="granted",
        facts="",
        done="",
        third_party_data="yes",
    )
    office.does(AOKI, jane, "present")
    assert "You approve everything that is proposed." in office.page(MORI, jane)
    assert "You approve everything that is proposed." not in office.page(AOKI, jane)
    office.does(MORI, jane, "approve")
    office.does(AOKI, jane, "execute", right="disclosure")
    office.uploads(AOKI, jane, COPY, "copy.pdf")
    (file,) = office.line.files_of(ticket_of(jane).number)
    office.does(AOKI, jane, "answer", text="Here is what we hold.", file=file)
    assert "is ready" in office.mails_to(jane)
    assert "Here is what we hold." not in office.mails_to(jane)
    jane.says("status")
    jane.presses("Get my answer")
    office.does(AOKI, jane, "deliver")
    assert ticket_of(jane).status is Status.ANSWERED


def test_a_refusal_stands_in_the_persons_chat_with_its_seven_parts(office: Office) -> None:
    jane = office.wants_deletion()
    office.identified(jane)
    office.does(
        AOKI,
        jane,
        "propose",
        right="deletion",
        outcome="refused",
        code="L34-1",
        facts="The entries are correct.",
        done="We showed you how to hide them.",
    )
    office.does(AOKI, jane, "present")
    office.does(MORI, jane, "approve")
    office.does(AOKI, jane, "answer", text="We looked into your request.")
    for part in (
        "We looked into your request.",
        "deleting your data",
        "the content is true",
        "The entries are correct.",
        "Title 9",
        "April 1, 2022",
        "We showed you how to hide them.",
        "April 30, 2026",
        "desk@example.org",
    ):
        assert part in jane.text, part
    assert any(button["label"] == "Object" for button in jane.buttons())


def test_who_can_only_be_written_to_in_the_chat_is_answered_by_post_as_well(office: Office) -> None:
    ken = office.wants_deletion()
    office.identified(ken)
    office.does(AOKI, ken, "propose", right="deletion", outcome="granted")
    office.does(AOKI, ken, "present")
    office.does(MORI, ken, "approve")
    assert "Note a letter by post" not in office.page(AOKI, ken)
    office.does(AOKI, ken, "execute", right="deletion")
    office.does(AOKI, ken, "answer", text="We deleted it.")
    assert "Note a letter by post" in office.page(AOKI, ken)
    assert "Note a letter by post" not in office.page(MORI, ken)
    assert alerts(office.does(AOKI, ken, "deliver", 200, posted=" "))
    office.does(AOKI, ken, "deliver", posted="April 9, RR123456789JP")
    assert ticket_of(ken).status is Status.ANSWERED
    assert "RR123456789JP" in office.page(AOKI, ken)
    assert "RR123456789JP" not in ken.text


def test_a_wrong_reason_is_not_offered_and_refused_when_it_is_sent_by_hand(office: Office) -> None:
    jane = office.wants_deletion()
    office.identified(jane)
    page = office.page(AOKI, jane)
    assert 'value="L34-1"' in page
    assert 'value="S9-1"' not in page
    typed = {"facts": "They would sue us.", "done": "Nothing."}
    answer = office.does(
        AOKI, jane, "propose", 200, right="deletion", outcome="refused", code="S9-1", **typed
    )
    assert any("This reason cannot be given for this right." in one for one in alerts(answer))
    assert "They would sue us." in answer
    assert ticket_of(jane).items[0].proposal is None


def test_the_chat_is_taken_over_and_given_back(office: Office) -> None:
    person = office.asks()
    office.does(AOKI, person, "take_conversation")
    assert "the bot is silent" in office.page(AOKI, person)
    office.does(AOKI, person, "give_back", text="The bot goes on.")
    assert "The bot goes on." in person.text
    assert "The bot answers in the chat." in office.page(AOKI, person)


def test_what_was_typed_stays_where_an_act_is_refused(office: Office) -> None:
    person = office.asks()
    answer = office.does(AOKI, person, "extend", 200, until="2027-01-01", text="The archive is far away.")
    assert "The archive is far away." in answer
    assert "does not reach so far" in answer
    assert "The archive is far away." in office.does(
        AOKI, person, "extend", 200, text="The archive is far away."
    )


def test_a_preview_shows_what_would_be_read_and_sends_nothing(office: Office) -> None:
    person = office.asks()
    before, version = person.text, ticket_of(person).version
    office.console.signs_in(AOKI)
    path = f"/tickets/{ticket_of(person).number}/preview/reply"
    shown = office.console.sends(path, 200, version=version, text="One <year>.")
    assert "The Privacy Center" in shown
    assert "One &lt;year&gt;." in shown
    assert (person.text, ticket_of(person).version) == (before, version)


def test_a_saved_reply_comes_below_what_was_typed(office: Office) -> None:
    person = office.asks()
    office.console.signs_in(AOKI)
    path = f"/tickets/{ticket_of(person).number}/composer"
    shown = office.console.sends(path, 200, tab="reply", text="Dear Hana,", saved="received")
    assert "Dear Hana,\n\nThank you for writing to us." in shown
    assert f"give us the number {ticket_of(person).number}" in shown


def test_what_cannot_be_sent_waits_and_can_be_written_again(office: Office) -> None:
    person = office.asks()
    office.line.line.block(person.id)
    office.line.work()
    office.does(AOKI, person, "reply", text="Are you still there?")
    page = office.page(AOKI, person)
    assert "blocks our LINE account" in page
    assert "Waits" in page
    assert "waits for the requester&#39;s next message" in page
    (again,) = re.findall(r'href="/console(/tickets/[^"]+again=[^"]+)#composer"', page)
    again_page = office.console.page(again.replace("&amp;", "&"))
    assert ">\nAre you still there?</textarea>" in again_page
