"""Wherever they read our answer, people can object to it: by a button, or in the words we name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.casework.acts import Answer
from handlers.intents import objects
from handlers.tickets.statuses import Status
from knowledge.language import Language
from tests.desk import Desk
from tests.handlers.casework.answers import WORDS
from tests.handlers.casework.desks import arrived, done, granted_desk, refused_desk, ticket
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, at

OBJECT: dict[Language, str] = {"ja": "異議を申し出る", "en": "Object"}
STATUS: dict[Language, str] = {"ja": "状況", "en": "status"}


def commands(desk: Desk) -> list[tuple[str, str]]:
    """Return what the buttons do."""
    return [(one.command, one.argument) for one in desk.buttons()]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_how_it_stands_offers_to_object_to_a_refusal_before_staff_have_closed_it(language: Language) -> None:
    desk = done(refused_desk(language), Answer(text=WORDS))
    desk.answers(STATUS[language], OBJECT[language])
    assert ticket(desk).status is Status.IN_REVIEW


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "異議を申し出る"),
        ("ja", "「異議を申し出る」"),
        ("ja", "この決定に異議があります。"),
        ("ja", "再開を申し出ます"),
        ("en", "object"),
        ("en", "I'd like to object to this decision."),
        ("en", "Reopen, please"),
    ],
)
def test_the_words_of_the_button_do_what_the_button_does(language: Language, words: str) -> None:
    desk = done(refused_desk(language), Answer(text=WORDS))
    desk.says(words)
    assert ticket(desk).status is Status.IN_REVIEW


@pytest.mark.parametrize(
    "words",
    [
        "異議申し立ての方法を教えてください",
        "異議はありません",
        "I object to you selling my data",
        "I object to marketing",
        "what is an objection?",
    ],
)
def test_whoever_says_more_than_that_means_something_else(words: str) -> None:
    assert not objects(words)


def test_without_an_answer_of_ours_these_words_are_a_question_like_any_other() -> None:
    desk = Desk()
    desk.now, desk.tickets = WEDNESDAY, (at(Status.IN_REVIEW).ticket,)
    desk.says("object")
    assert desk.changes == []


def test_with_two_answers_it_is_asked_which_is_meant() -> None:
    desk = Desk()
    first = at(Status.ANSWERED).ticket
    second = replace(first, number="PR-2026-000123")
    desk.now, desk.tickets = WEDNESDAY, (first, second)
    assert desk.says("object").startswith("Which answer should somebody else look at again?")
    desk.presses(second.number)
    assert [one.status for one in desk.tickets] == [Status.ANSWERED, Status.IN_REVIEW]


def test_an_answer_behind_a_link_can_be_objected_to_once_it_was_fetched() -> None:
    desk = done(granted_desk(), Answer(text=WORDS, files=("f1",)))
    desk.says("status")
    assert ("reopen", NUMBER) not in commands(desk)
    arrived(desk)
    desk.says("status")
    assert ("reopen", NUMBER) in commands(desk)
