"""The desk as a stranger meets it: a ranking and a model that have not seen what they are asked about.

The shipped ones have learned from all files of tests/questions, so they are not asked about them. Others are
learned here, as they would be for publishing, without all of `dev.jsonl`; the ranking without a fifth of
three train files, too.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from knowledge.holding_out import without
from knowledge.labelled import Question, load_questions
from knowledge.library import load
from knowledge.matching import Matcher
from knowledge.recognising.build import build
from knowledge.recognising.model import Model
from knowledge.trained import train_ranking

QUESTIONS = Path(__file__).parent / "questions"
TRAIN = ("train_en_policy.jsonl", "train_ja_policy.jsonl", "train_out_of_scope.jsonl")


def rows(*names: str) -> list[Question]:
    """Return the labelled questions of these files."""
    return [row for name in names for row in load_questions(QUESTIONS / name)]


def held_out() -> list[Question]:
    """Return the fifth of the train files that the ranking has not seen."""
    return [row for row in rows(*TRAIN) if hashlib.sha256(row.id.encode()).digest()[0] < 51]


@cache
def matcher() -> Matcher:
    """Return a finder that has seen neither `dev.jsonl` nor what `held_out` returns."""
    unseen = (row.id for row in (*rows("dev.jsonl"), *held_out()))
    corpus = without(load(), frozenset(unseen))
    return Matcher(corpus, ranking=train_ranking(corpus))


@cache
def model() -> Model:
    """Return a model of what messages want that has not seen `dev.jsonl`."""
    return build(sorted(QUESTIONS.glob("train_*.jsonl")))
