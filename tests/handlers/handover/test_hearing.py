"""While staff have the conversation, what a person writes goes into the ticket, and the bot keeps silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.escalating.staff import Staff
from handlers.events import MessageReceived, MessageUnsent
from handlers.handover import hearing
from handlers.tickets.handover import Handover
from handlers.tickets.kinds import Kind
from handlers.tickets.log import MessageIn, Moved
from handlers.tickets.statuses import Status
from handlers.tickets.texts import KeptText
from knowledge.language import Language
from tests.builders import NOW, mention, message
from tests.handlers.handover.talks import STAFF, desk_at, has_it, said, staff_write, taken, ticket_of, wrote
from tests.handlers.tickets.lives import NUMBER

PLAIN = [
    "Do you sell my data?",
    "yes",
    "delete my data",
    "I want to talk to a person",
    "Thank you!",
    "クッキーは止められますか",
    "私の情報を削除してください",
    "This is really bad service, you idiots",
    f"I already wrote about this in {NUMBER}, is that the same?",
    "help",
    "continue",
    "5",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_written_goes_into_the_ticket_and_nothing_is_answered(text: str) -> None:
    desk = taken()
    assert desk.says(text) == ""
    assert wrote(desk) == [text]
    assert has_it(desk)
    assert desk.conversation.form is None


@pytest.mark.parametrize(
    ("language", "text", "heard"),
    [
        ("en", "status", "Your question"),
        ("ja", "状況", "ご質問"),
        ("ja", "状況を教えてください", "ご質問"),
        ("en", NUMBER, "Your question"),
        ("en", "pr 2026 7qk3fx", "Your question"),
        ("en", "What are your opening hours?", "A member of our staff has this conversation"),
        ("ja", "受付時間", "担当者がこのトークを受け持っています"),
    ],
)
def test_status_and_hours_are_answered_by_the_bot_as_ever(language: Language, text: str, heard: str) -> None:
    desk = taken(language)
    assert heard in desk.says(text)
    assert wrote(desk) == []
    assert has_it(desk)


def test_staff_are_mailed_once_until_they_write_again() -> None:
    desk = taken()
    for text in ("One", "Two", "Three"):
        desk.says(text)
    assert [letter.subject for letter in desk.staff_letters] == [f"[窓口] {NUMBER} トークにメッセージ"]
    assert "One" not in desk.staff_letters[0].text
    staff_write(desk, "Tell legal")  # a note says nothing to the person
    desk.says("Four")
    assert len(desk.staff_letters) == 1
    staff_write(desk, "#send\nYes?")
    desk.says("Five")
    assert len(desk.staff_letters) == 2


def test_the_words_are_in_that_mail_only_where_the_settings_allow_it() -> None:
    desk = taken()
    desk.staff = Staff(case_text=True)
    desk.says("My lamp is broken.")
    assert "My lamp is broken." in desk.staff_letters[0].text


def test_a_secret_is_not_kept_and_the_person_is_warned() -> None:
    desk = taken()
    assert "Please do not send passwords" in desk.says("My password is hunter2secret, does that help?")
    assert (wrote(desk), has_it(desk)) == ([], True)


def test_somebody_in_distress_gets_help_and_staff_read_it() -> None:
    desk = taken()
    told = desk.says("I want to kill myself")
    assert desk.decision.behaviour == "support"
    assert told
    assert wrote(desk) == ["I want to kill myself"]
    assert len(desk.staff_letters) == 1


def test_a_code_is_never_written_into_a_ticket() -> None:
    begun = Handover(NOW, STAFF, NOW)
    desk = desk_at(Status.VERIFYING, Kind.RIGHTS, contact=KeptText("t9"), code_sent_at=NOW, handover=begun)
    assert desk.says("123456") != ""
    assert (wrote(desk), has_it(desk)) == ([], True)


def test_who_waited_for_an_answer_goes_on_with_it() -> None:
    desk = desk_at(Status.WAITING_REQUESTER)
    staff_write(desk, "#take")
    desk.says("It was in May.")
    assert [type(event) for event in desk.changes[-1].events] == [MessageIn, Moved]
    assert ticket_of(desk).status is Status.IN_REVIEW


def test_what_was_handed_over_can_be_taken_back() -> None:
    desk = taken()
    desk.meets(MessageReceived(id="e1", at=NOW, text="Forget this", message_id="m1"))
    assert wrote(desk) == ["Forget this"]
    desk.meets(MessageUnsent(id="e2", at=NOW, message_id="m1"))
    assert wrote(desk) == []


def test_in_a_group_nothing_changes() -> None:
    desk = taken()
    assert "Summary of 9." in desk.meets(mention("What are the rights?"), group=True)
    assert wrote(desk) == []


def test_of_two_tickets_the_one_that_is_talked_about_gets_it() -> None:
    desk = taken()
    other = replace(ticket_of(desk), number="PR-2026-000123", handover=None)
    desk.tickets = (other, *desk.tickets)
    desk.says("About the first one")
    assert desk.changes[-1].number == NUMBER


def test_without_a_handover_everything_is_answered() -> None:
    desk = desk_at()
    assert hearing.told_staff(ticket_of(desk), None) == ()  # type: ignore[arg-type]  # nothing is looked at
    assert "Summary of 9." in desk.says("What are my rights?")
    assert (wrote(desk), said(desk)) == ([], [])


def test_the_log_has_who_took_it_and_the_words_beside_it() -> None:
    desk = taken()
    desk.says("Hello")
    handover = ticket_of(desk).handover
    assert handover is not None
    assert handover.lapses_at() == desk.now + timedelta(hours=2)
    assert handover.unanswered


def test_a_message_of_nothing_but_space_is_let_go() -> None:
    desk = taken()
    assert desk.meets(message("   ")) == ""
    assert wrote(desk) == []
