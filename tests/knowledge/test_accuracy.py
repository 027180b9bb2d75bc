"""The finder stays as good as it was: floors a little below what was measured when they were set.

Whoever makes it better raises them. The shipped ranking has learned from all these files, so it is not asked
about them here: another is trained, as it would be for publishing, without a fifth of their messages and
without all of `dev.jsonl`. About 500 of the example questions were written by somebody who had read what an
earlier finder missed in `dev.jsonl` and the train files; the ones after that, and the concepts, were not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from knowledge.evaluate import LanguageScores, Question, Scores, evaluate, load_questions
from knowledge.holding_out import without
from knowledge.language import LANGUAGES
from knowledge.library import load
from knowledge.matching import Matcher
from knowledge.trained import train_ranking

QUESTIONS = Path(__file__).parents[1] / "questions"
TRAIN = ("train_en_policy.jsonl", "train_ja_policy.jsonl", "train_out_of_scope.jsonl")


def rows(*names: str) -> list[Question]:
    """Return the labelled questions of these files."""
    return [row for name in names for row in load_questions(QUESTIONS / name)]


def held_out() -> list[Question]:
    """Return the fifth of the train files that the ranking under test has not seen."""
    return [row for row in rows(*TRAIN) if hashlib.sha256(row.id.encode()).digest()[0] < 51]


@cache
def matcher() -> Matcher:
    """Return a finder that has seen neither `dev.jsonl` nor what `held_out` returns."""
    unseen = (row.id for row in (*rows("dev.jsonl"), *held_out()))
    corpus = without(load(), frozenset(unseen))
    return Matcher(corpus, ranking=train_ranking(corpus))


def measured(questions: Iterable[Question]) -> Scores:
    """Return what the finder makes of questions it has not seen."""
    return evaluate(matcher(), questions)


def assert_above(scores: LanguageScores, floors: dict[str, float], wrong: float) -> None:
    """Fail with the whole table when a measure fell below its floor."""
    for name, floor in floors.items():
        assert scores.shares()[name].rate >= floor, (name, scores)
    assert scores.wrong_answers.rate <= wrong, scores


@pytest.mark.parametrize("language", LANGUAGES)
def test_unseen_questions_of_the_development_set_are_answered(language: str) -> None:
    """The right passage first, enough answers, and few of them wrong, in either language."""
    scores = measured(rows("dev.jsonl")).by_language[language]  # type: ignore[index]

    assert_above(
        scores,
        {"top_1": 0.935, "top_3": 0.965, "answered": 0.77, "answered_right": 0.98, "served": 0.925},
        wrong=0.05,
    )


def test_unseen_messages_of_the_train_files_are_answered() -> None:
    """They are harder: written so as to avoid the policy's words."""
    assert_above(
        measured(held_out()).overall,
        {"top_1": 0.83, "top_3": 0.94, "answered": 0.60, "answered_right": 0.93, "served": 0.90},
        wrong=0.08,
    )


def test_two_questions_in_one_message_both_find_their_passage() -> None:
    """Of the labelled rows with two questions, most have both passages among the first three."""
    assert measured(rows("dev.jsonl")).overall.both.rate >= 0.9
