"""A button does something only while its question is asked; a form that was sent is never sent again."""

from __future__ import annotations

import pytest

from handlers.replies import Press
from tests.builders import pressed
from tests.desk import Desk

TO_THE_SUMMARY = ("delete my data", "yes", "own", "everything", "later")


def argument(desk: Desk, choice: str) -> str:
    return next(one.argument for one in desk.buttons() if one.argument.endswith(f":{choice}"))


def test_a_double_tap_answers_one_question_only() -> None:
    desk = Desk()
    desk.answers("delete my data")
    start = argument(desk, "yes")
    first = desk.meets(pressed("form", start))
    second = desk.meets(pressed("form", start))

    assert first.startswith("Whose data")
    assert second == f"That button belongs to an earlier question. This is the present one:\n\n{first}"


@pytest.mark.parametrize("choice", ["back", "cancel", "own"])
def test_a_button_of_an_earlier_question_does_nothing(choice: str) -> None:
    desk = Desk()
    desk.answers("delete my data", "yes")
    earlier = argument(desk, choice)
    desk.answers("company")
    before = desk.conversation.form
    desk.meets(pressed("form", earlier))

    assert desk.conversation.form == before
    assert desk.text.startswith("That button belongs to an earlier question.")


def test_sending_twice_opens_one_ticket_and_names_it_again() -> None:
    desk = Desk()
    desk.answers(*TO_THE_SUMMARY)
    send = argument(desk, "send")
    desk.meets(pressed("form", send))
    desk.meets(pressed("form", send))

    assert desk.text == "We have this request already. Its number is PR-2026-000001."
    assert desk.decision.ticket == "PR-2026-000001"
    assert [ticket.number for ticket in desk.tickets] == ["PR-2026-000001"]


def test_sending_again_names_the_ticket_of_that_form_also_when_there_is_a_newer_one() -> None:
    desk = Desk()
    desk.answers(*TO_THE_SUMMARY)
    send = argument(desk, "send")
    desk.meets(pressed("form", send))
    desk.answers(*TO_THE_SUMMARY, "send")
    desk.meets(pressed("form", send))

    assert len(desk.tickets) == 2
    assert desk.decision.ticket == "PR-2026-000001"


def test_a_button_of_a_form_that_was_dropped_says_so() -> None:
    desk = Desk()
    desk.answers("delete my data", "yes")
    own = argument(desk, "own")
    desk.answers("cancel")

    assert desk.meets(pressed("form", own)).startswith("The request this button belongs to ended")


def test_a_button_of_a_dropped_form_leaves_the_new_one_as_it_is() -> None:
    desk = Desk()
    desk.answers("delete my data", "yes")
    own = argument(desk, "own")
    desk.answers("cancel", "correct my address", "yes")
    desk.meets(pressed("form", own))

    assert desk.conversation.form is not None
    assert desk.conversation.form.answers == {"confirm": "@yes"}


def test_after_a_day_of_silence_even_the_right_button_asks_first_whether_to_go_on() -> None:
    desk = Desk()
    desk.answers(*TO_THE_SUMMARY)
    send = argument(desk, "send")
    desk.waits(hours=24)
    desk.meets(pressed("form", send))

    assert "was paused halfway" in desk.text
    assert desk.tickets == ()


@pytest.mark.parametrize(
    "forged", ["", ":", "::", "a:b:c:d", "text-00000000000000001:confirm:haircut", "x:y:z"]
)
def test_a_forged_button_changes_nothing(forged: str) -> None:
    desk = Desk()
    desk.answers("delete my data")
    before = desk.conversation.form
    desk.meets(pressed("form", forged))

    assert desk.conversation.form == before
    assert desk.text


def test_a_button_that_is_no_answer_is_done_and_the_question_asked_again() -> None:
    desk = Desk()
    desk.answers("delete my data", "See the policy")

    assert "You may request deletion." in desk.text
    assert desk.text.endswith("Shall we start?")


def test_no_button_is_longer_than_line_can_carry() -> None:
    desk = Desk()
    seen: list[Press] = []
    for said in (
        "delete my data",
        "other",
        "stop_third_party_provision",
        "own",
        "everyone",
        "later",
        "change",
    ):
        desk.answers(said)
        seen += desk.buttons()

    assert max(len(button.label) for button in seen) <= 20
    assert max(len(f"m1:{button.command}:{button.argument}") for button in seen) <= 300
