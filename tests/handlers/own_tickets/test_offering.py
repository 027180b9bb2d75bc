"""Words that are no question and no wish may be the answer to ours: it is offered to add them, once more."""

from __future__ import annotations

import pytest

from handlers.tickets.statuses import Status
from knowledge.findings import Finding
from tests.builders import finding
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, another, at

ANSWER = "It was the seminar in Osaka, on 3 March"


def waiting(found: Finding | None = None, status: Status = Status.WAITING_REQUESTER) -> Desk:
    desk = Desk(found=found)
    desk.now, desk.tickets = WEDNESDAY, (at(status).ticket,)
    return desk


def test_words_for_nobody_are_offered_to_be_added_and_are_kept_nowhere() -> None:
    desk = waiting()

    assert f"Is this the answer to what we asked you ({NUMBER})?" in desk.says(ANSWER)
    assert [(button.label, button.command) for button in desk.buttons()] == [(NUMBER, "inform")]
    assert "Osaka" not in f"{desk.decision} {desk.conversation}"
    assert desk.changes == []


def test_sent_once_more_after_the_button_they_are_added() -> None:
    desk = waiting()
    desk.answers(ANSWER, NUMBER, ANSWER)

    assert [kept.text for kept in desk.texts.values()] == [ANSWER]
    assert desk.tickets[0].status is Status.IN_REVIEW


def test_with_several_tickets_that_wait_each_has_a_button() -> None:
    desk = waiting()
    other = another()
    other.move(*[move for move in at(Status.WAITING_REQUESTER).moves() if move == "ask_requester"])
    desk.tickets = (*desk.tickets, other.ticket)
    desk.says(ANSWER)

    assert [button.label for button in desk.buttons()] == [NUMBER, "PR-2026-000123"]


@pytest.mark.parametrize("status", [Status.VERIFYING, Status.IN_REVIEW, Status.ANSWERED])
def test_nothing_is_offered_where_nobody_waits(status: Status) -> None:
    desk = waiting(status=status)

    assert "Is this the answer" not in desk.says(ANSWER)


@pytest.mark.parametrize(
    "asked", ["what about my seminar data?", "セミナーのことを教えてください", "is it about Osaka"]
)
def test_a_question_is_answered_as_ever(asked: str) -> None:
    assert "Is this the answer" not in waiting().says(asked)


def test_what_the_policy_answers_is_answered() -> None:
    assert "Is this the answer" not in waiting(finding("answer", "1.cookies")).says("cookies")


@pytest.mark.parametrize("said", ["thanks", "status", "delete my data"])
def test_a_wish_and_small_talk_are_heard_as_ever(said: str) -> None:
    assert "Is this the answer" not in waiting().says(said)
