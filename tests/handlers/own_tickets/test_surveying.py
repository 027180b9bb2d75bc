"""After an answer, and never before, its requester is asked once whether it helped, with a button a score."""

from __future__ import annotations

import pytest

from handlers.own_tickets.survey_buttons import SCORES, read_survey, survey_buttons
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.survey_log import SurveyAnswered
from knowledge.language import LANGUAGES, Language
from tests.builders import pressed
from tests.desk import Desk
from tests.handlers.own_tickets.rated import answered, asks, desk_with, kept, logged, scored
from tests.handlers.tickets.lives import NUMBER, PERSON, WEDNESDAY, at


@pytest.mark.parametrize("score", SCORES)
def test_one_tap_on_the_card_of_an_answered_ticket_is_on_record(score: int) -> None:
    desk = answered()
    assert "Did this answer help you?" in desk.says("status")
    desk.presses(str(score))

    assert logged(desk) == [SurveyAnswered(at=WEDNESDAY, by=PERSON, score=score)]
    assert desk.tickets[0].score == score


@pytest.mark.parametrize("status", sorted(OPEN | {Status.WITHDRAWN, Status.UNVERIFIED}))
def test_before_the_answer_nobody_is_asked_and_a_forged_button_rates_nothing(status: Status) -> None:
    desk = desk_with(at(status).ticket)
    desk.says(NUMBER)
    assert not asks(desk)

    assert "cannot be rated now" in desk.meets(pressed("survey", f"{NUMBER}:5"))
    assert desk.changes == []


def test_nobody_is_asked_twice_and_a_second_tap_changes_nothing_and_says_thanks() -> None:
    desk = scored(5)
    desk.says(NUMBER)
    assert not asks(desk)

    assert desk.meets(pressed("survey", f"{NUMBER}:1")) == (
        "You have already told us how much it helped. Thank you."
    )
    assert [event.score for event in logged(desk) if isinstance(event, SurveyAnswered)] == [5]
    desk.says("it was slow")
    assert kept(desk) == []


def test_somebody_elses_ticket_is_answered_like_one_that_nobody_has() -> None:
    desk = answered()
    theirs = desk.meets(pressed("survey", "PR-2026-000123:1"))
    assert desk.changes == []

    assert theirs == Desk().meets(pressed("survey", f"{NUMBER}:1"))


@pytest.mark.parametrize("argument", ["", NUMBER, f"{NUMBER}:0", f"{NUMBER}:6", f"{NUMBER}:-1", "x:5", ":5"])
def test_a_button_that_we_did_not_make_does_nothing(argument: str) -> None:
    desk = answered()
    desk.meets(pressed("survey", argument))

    assert (desk.changes, desk.conversation.awaited) == ([], None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_button_for_each_score_that_fits_and_is_read_back(language: Language) -> None:
    buttons = survey_buttons(NUMBER, language)

    assert [read_survey(button.argument) for button in buttons] == [(NUMBER, score) for score in SCORES]
    assert all(len(button.label) <= 20 for button in buttons)
    assert [button.label[0] for button in buttons] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("score", [1, 2])
def test_who_was_not_helped_is_offered_another_look_and_gets_it_with_one_tap(score: int) -> None:
    desk = scored(score)
    assert "We are sorry" in desk.text
    desk.presses("reopen")

    assert desk.tickets[0].status is Status.IN_REVIEW
    desk.says("it was slow")
    assert kept(desk) == []


@pytest.mark.parametrize("score", [3, 4, 5])
def test_who_was_helped_is_only_thanked(score: int) -> None:
    desk = scored(score)

    assert desk.text.startswith("Thank you for telling us.")
    assert "reopen" not in {button.command for button in desk.buttons()}


def test_after_the_time_to_object_no_other_look_is_offered() -> None:
    desk = answered()
    desk.says("status")
    desk.waits(days=31)
    desk.presses("1")

    assert "please ask here at any time" in desk.text
    assert "reopen" not in {button.command for button in desk.buttons()}
    assert desk.tickets[0].score == 1


def test_an_old_button_rates_the_answer_also_after_it_was_reopened_or_closed() -> None:
    for life in (at(Status.ANSWERED).move(Move.REOPEN, by=PERSON), at(Status.CLOSED)):
        desk = desk_with(life.ticket)
        desk.meets(pressed("survey", f"{NUMBER}:2"))

        assert desk.tickets[0].score == 2


def test_once_the_content_is_erased_nothing_is_added() -> None:
    desk = desk_with(at(Status.PURGED).ticket)
    desk.meets(pressed("survey", f"{NUMBER}:2"))

    assert desk.changes == []
