"""While staff have the conversation, a button and a form begun work on, until staff write again."""

from __future__ import annotations

from handlers.tickets.statuses import Status
from tests.builders import pressed
from tests.handlers.handover.talks import desk_at, staff_write, taken, ticket_of, wrote
from tests.handlers.tickets.lives import NUMBER


def test_buttons_work_as_ever_and_what_they_ask_is_answered_to_the_bot() -> None:
    desk = taken()
    desk.waits(minutes=1)
    desk.meets(pressed("withdraw", NUMBER))
    assert desk.says("yes") == f"{NUMBER} has been withdrawn."


def test_once_staff_have_written_again_a_yes_is_meant_for_them() -> None:
    desk = taken()
    desk.waits(minutes=1)
    desk.meets(pressed("withdraw", NUMBER))
    desk.waits(minutes=1)
    staff_write(desk, "#send\nIs that your account?")
    assert desk.says("yes") == ""
    assert ticket_of(desk).status is Status.IN_REVIEW


def test_what_a_button_asked_steals_nothing_that_is_no_answer_to_it() -> None:
    desk = taken()
    desk.waits(minutes=1)
    desk.meets(pressed("withdraw", NUMBER))
    assert desk.says("What are my rights?") == ""
    assert wrote(desk) == ["What are my rights?"]


def test_a_form_half_written_stays_and_goes_on_afterwards() -> None:
    desk = desk_at()
    desk.says("I want to talk to a person")
    desk.presses("Make a complaint")
    asked = desk.text
    desk.waits(minutes=1)
    staff_write(desk, "#take")
    assert desk.says("Nobody answers my mails") == ""
    assert asked not in desk.meets(pressed("ticket", NUMBER))
    assert asked in desk.says("bot, continue")
    assert desk.conversation.form is not None
    assert desk.conversation.form.answers == {}


def test_a_form_begun_by_a_button_meanwhile_hears_its_answers_until_staff_write() -> None:
    desk = taken()
    desk.waits(minutes=1)
    desk.meets(pressed("escalate", "complaint"))
    assert desk.says("Nobody answers my mails") != ""
    desk.waits(minutes=1)
    staff_write(desk, "#send\nI do.")
    assert desk.says("Thank you") == ""
    assert wrote(desk) == ["Thank you"]
    assert desk.conversation.form is not None
    assert "Nobody answers my mails" in desk.conversation.form.answers.values()
