"""The desk hears what people want as well as it did: floors a little below what was measured.

The shipped model has learnt from the train files, so they guard against a drop; from dev.jsonl it has learnt
nothing, so its floors say what strangers may expect.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.handlers.reactions import Reactions, react, rows_of

QUESTIONS = Path(__file__).parents[1] / "questions"
TRAIN = sorted(QUESTIONS.glob("train_*.jsonl"))


@pytest.fixture(scope="module")
def trained() -> Reactions:
    return react(rows_of(*TRAIN))


@pytest.fixture(scope="module")
def unseen() -> Reactions:
    return react(rows_of(QUESTIONS / "dev.jsonl"))


def test_what_was_learnt_from_is_heard(trained: Reactions) -> None:
    assert trained.rate("right") >= 0.92, trained
    assert trained.rate("status", "withdraw", "human", "smalltalk", "help") >= 0.98, trained
    assert trained.rate("unsafe") >= 0.97, trained
    assert trained.false_start_rate <= 0.003, trained


def test_strangers_are_heard(unseen: Reactions) -> None:
    """Measured: right 90 %, the other acts 98 %, unsafe 88 %, false starts 0.8 %."""
    assert unseen.rate("right") >= 0.87, unseen
    assert unseen.rate("status", "withdraw", "human", "smalltalk", "help") >= 0.96, unseen
    assert unseen.rate("unsafe") >= 0.84, unseen
    assert unseen.false_start_rate <= 0.012, unseen


def test_what_must_not_be_said_is_not_said(trained: Reactions, unseen: Reactions) -> None:
    assert (trained.leaks, unseen.leaks) == (0, 0)
