"""A message that is taken back goes from everything that was made of it, in silence."""

from __future__ import annotations

from itertools import count

import pytest

from handlers.decisions import Decision
from handlers.events import MessageReceived, MessageUnsent
from handlers.intake.form import Form
from handlers.intake.steps import current
from handlers.tickets.log import ContactNamed, ItemAsked, MessageTakenBack
from tests.builders import pressed
from tests.desk import Desk

_ids = count(1)


def form(desk: Desk) -> Form:
    assert desk.conversation.form is not None
    return desk.conversation.form


def writes(desk: Desk, *texts: str) -> None:
    """Write messages whose id is what they say."""
    for text in texts:
        event_id = f"written-{next(_ids)}"
        desk.meets(MessageReceived(id=event_id, at=desk.now, text=text, message_id=f"id of {text}"))


def takes_back(desk: Desk, text: str) -> str:
    return desk.meets(MessageUnsent(id=f"unsent-{next(_ids)}", at=desk.now, message_id=f"id of {text}"))


@pytest.fixture
def writing() -> Desk:
    """Give a desk where everything for a deletion was written, and only the summary is left."""
    desk = Desk()
    writes(desk, "delete my data", "yes", "1", "only the lamp", "jane@example.org")
    assert current(form(desk)).name == "summary"
    return desk


@pytest.fixture
def handed_in(writing: Desk) -> Desk:
    writing.presses("send")
    return writing


def test_an_answer_that_is_taken_back_goes_from_the_form_without_a_word(writing: Desk) -> None:
    assert takes_back(writing, "only the lamp") == ""
    assert "deletion_scope" not in form(writing).answers
    assert "only the lamp" not in repr(form(writing))
    assert form(writing).answers["contact"] == "jane@example.org"


def test_at_the_summary_nothing_is_sent_or_taken_as_an_answer_before_it_was_asked_again(
    writing: Desk,
) -> None:
    takes_back(writing, "only the lamp")
    writes(writing, "send")
    assert not writing.changes
    writing.presses("go_on")
    assert current(form(writing)).name == "deletion_scope"
    writes(writing, "only the bed")
    assert current(form(writing)).name == "summary"
    assert "only the bed" in writing.text


def test_the_button_that_would_have_sent_it_does_not(writing: Desk) -> None:
    (send,) = [one for one in writing.buttons() if one.argument.endswith(":send")]
    takes_back(writing, "only the lamp")
    writing.meets(pressed(send.command, send.argument))
    assert not writing.changes


def test_what_is_asked_just_now_is_answered_first_and_the_gap_filled_after() -> None:
    desk = Desk()
    writes(desk, "delete my data", "yes", "1", "only the lamp")
    takes_back(desk, "only the lamp")
    writes(desk, "jane@example.org")
    assert form(desk).answers["contact"] == "jane@example.org"
    assert current(form(desk)).name == "deletion_scope"


def test_an_answer_given_anew_by_a_button_stays_when_the_first_message_is_taken_back(writing: Desk) -> None:
    writes(writing, "2")
    writing.presses("everything")
    takes_back(writing, "only the lamp")
    assert form(writing).chosen("deletion_scope") == "everything"


def test_another_message_taken_back_leaves_the_form_as_it_was(writing: Desk) -> None:
    before = form(writing)
    takes_back(writing, "something else")
    assert form(writing) == before


def test_what_was_handed_in_with_a_ticket_is_named_to_be_erased(handed_in: Desk) -> None:
    (change,) = handed_in.changes
    scope = next(event.scope for event in change.events if isinstance(event, ItemAsked))
    assert scope is not None
    assert takes_back(handed_in, "only the lamp") == ""
    (gone,) = handed_in.changes[-1].events
    assert isinstance(gone, MessageTakenBack)
    assert gone.texts == (scope.id,)
    assert "only the lamp" not in repr(handed_in.texts)


def test_an_address_goes_from_every_text_it_is_in(handed_in: Desk) -> None:
    named = next(event for event in handed_in.changes[0].events if isinstance(event, ContactNamed))
    takes_back(handed_in, "jane@example.org")
    assert named.address.id not in handed_in.texts
    assert "jane@example.org" not in repr(handed_in.texts)


def test_the_status_says_that_something_is_missing_until_it_is_added(handed_in: Desk) -> None:
    handed_in.says("status")
    assert "took back a message" not in handed_in.text
    takes_back(handed_in, "only the lamp")
    handed_in.says("status")
    assert "took back a message" in handed_in.text


def test_a_ticket_of_which_nothing_came_from_the_message_is_left_alone(handed_in: Desk) -> None:
    takes_back(handed_in, "something else")
    assert handed_in.decision == Decision()
    assert len(handed_in.changes) == 1


def test_a_file_that_came_in_the_message_is_named_too(handed_in: Desk) -> None:
    (ticket,) = handed_in.tickets
    handed_in.shelf.files["id of the photo"] = [(ticket.number, "file-1"), ("PR-2026-999999", "file-2")]
    takes_back(handed_in, "the photo")
    (gone,) = handed_in.changes[-1].events
    assert isinstance(gone, MessageTakenBack)
    assert (gone.texts, gone.files) == ((), ("file-1",))
