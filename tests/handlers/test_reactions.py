"""The desk hears what people want as well as it did: floors a little below what was measured.

The shipped model has learnt from the train files, so they guard against a drop; from dev.jsonl it has learnt
nothing, so its floors say what strangers may expect.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.decisions import Decision
from handlers.reactions import Reaction, Reactions, react
from handlers.replies import Text
from knowledge.labelled import Question, load_questions
from knowledge.library import load
from knowledge.matching import Matcher
from tests.builders import NOW

QUESTIONS = Path(__file__).parents[1] / "questions"
TRAIN = sorted(QUESTIONS.glob("train_*.jsonl"))
ACTS = ("status", "withdraw", "human", "smalltalk", "help")


def reactions_to(*files: Path) -> Reactions:
    return react(Matcher(load()), [row for file in files for row in load_questions(file)], NOW)


@pytest.fixture(scope="module")
def trained() -> Reactions:
    return reactions_to(*TRAIN)


@pytest.fixture(scope="module")
def unseen() -> Reactions:
    return reactions_to(QUESTIONS / "dev.jsonl")


def test_what_was_learnt_from_is_heard(trained: Reactions) -> None:
    assert trained.share("right").rate >= 0.92, trained.confusion
    assert trained.share(*ACTS).rate >= 0.98, trained.confusion
    assert trained.share("unsafe").rate >= 0.97, trained.confusion
    assert trained.false_starts.rate <= 0.003, trained.confusion


def test_strangers_are_heard(unseen: Reactions) -> None:
    """Measured: right 90 %, the other acts 98 %, unsafe 88 %, false starts 0.8 %."""
    assert unseen.share("right").rate >= 0.87, unseen.confusion
    assert unseen.share(*ACTS).rate >= 0.96, unseen.confusion
    assert unseen.share("unsafe").rate >= 0.84, unseen.confusion
    assert unseen.false_starts.rate <= 0.012, unseen.confusion


def test_what_must_not_be_said_is_not_said(trained: Reactions, unseen: Reactions) -> None:
    assert (trained.leaks, unseen.leaks) == (0, 0)


def row(kind: str, **expected: object) -> Question:
    return Question("1", "whatever", "en", kind, **expected)  # type: ignore[arg-type]  # a table of cases


@pytest.mark.parametrize(
    ("row", "decision", "met"),
    [
        (row("right", rights=("deletion",)), Decision(kind="right", rights=("deletion",)), True),
        (row("right", rights=("deletion",)), Decision(kind="right", rights=("correction",)), False),
        (row("right", rights=("deletion",)), Decision(kind="right", rights=("deletion", "addition")), False),
        (row("right", rights=("deletion",)), Decision(kind="policy", sections=("9",)), False),
        (row("policy", also_ok=("right",)), Decision(kind="right", rights=("deletion",)), True),
        (row("policy"), Decision(kind="out_of_scope", tier="fallback"), True),
        (row("out_of_scope"), Decision(kind="smalltalk"), False),
        (row("status", number="PR-2026-000123"), Decision(kind="status", ticket="PR-2026-000123"), True),
        (row("status", number="PR-2026-000123"), Decision(kind="status"), False),
        (row("unsafe", behaviour="alert"), Decision(kind="unsafe", behaviour="alert"), False),
        (
            row("unsafe", behaviour="alert"),
            Decision(kind="unsafe", behaviour="alert", escalation=True),
            True,
        ),
        (row("unsafe", behaviour="fallback"), Decision(kind="policy", tier="answer"), False),
        (row("help"), Decision(kind="help"), True),
    ],
)
def test_a_message_is_met_when_it_is_taken_for_what_it_is(
    row: Question, decision: Decision, met: bool
) -> None:
    assert Reaction(row, decision).met is met


def test_a_request_nobody_wants_is_a_false_start() -> None:
    started = Decision(kind="right", rights=("deletion",))

    assert Reaction(row("policy"), started).false_start
    assert not Reaction(row("policy", also_ok=("right",)), started).false_start
    assert not Reaction(row("right", rights=("correction",)), started).false_start


def test_a_secret_in_the_reply_is_a_leak() -> None:
    secret = row("unsafe", behaviour="warn_personal_data", must_not_contain=("4111",))

    assert Reaction(secret, Decision((Text("your card 4111"),), kind="unsafe")).leaked
    assert not Reaction(secret, Decision((Text("your card"),), kind="unsafe")).leaked


def test_what_is_no_answer_from_the_policy_quotes_nothing() -> None:
    """A wish heard where somebody asked is a question that was told nothing."""
    result = Reaction(
        row("policy", sections=("9",)), Decision(kind="right", rights=("deletion",), sections=("9",))
    ).result

    assert (result.finding.tier, result.first_ids) == ("fallback", ())
