"""The desk hears what people want as well as it did: floors a little below what was measured."""

from __future__ import annotations

from unittest import mock

import pytest

from handlers.decisions import Decision
from handlers.reactions import Reaction, Reactions, react
from handlers.replies import Text
from knowledge.labelled import Question
from knowledge.library import load
from knowledge.matching import Matcher
from tests import unseen
from tests.builders import NOW

LEARNED = sorted(path.name for path in unseen.QUESTIONS.glob("train_*.jsonl"))
ACTS = ("status", "withdraw", "human", "smalltalk", "help")


@pytest.fixture(scope="module")
def learned() -> Reactions:
    return react(Matcher(load()), unseen.rows(*LEARNED), NOW)


@pytest.fixture(scope="module")
def strange() -> Reactions:
    with mock.patch("knowledge.recognising.wishes.load_model", return_value=unseen.model()):
        return react(unseen.matcher(), unseen.rows("dev.jsonl"), NOW)


def test_what_was_learnt_from_is_heard(learned: Reactions) -> None:
    assert learned.share("right").rate >= 0.95, learned.confusion
    assert learned.share(*ACTS).rate >= 0.95, learned.confusion
    assert learned.share("unsafe").rate >= 0.92, learned.confusion
    assert learned.false_starts.rate <= 0.005, learned.confusion


def test_strangers_are_heard(strange: Reactions) -> None:
    """The goal: rights 95 %, the other acts 95 %, unsafe messages 100 %, false starts 0.5 %."""
    assert strange.share("right").rate >= 0.92, strange.confusion
    assert strange.share(*ACTS).rate >= 0.97, strange.confusion
    assert strange.share("unsafe").rate >= 0.93, strange.confusion
    assert strange.false_starts.rate <= 0.008, strange.confusion


def test_strangers_are_answered(strange: Reactions) -> None:
    """What the finder finds must also arrive: nothing of it may be lost to a wish that nobody has."""
    assert strange.answers.overall.served.rate >= 0.92, strange.answers
    assert strange.answers.overall.wrong_answers.rate <= 0.06, strange.answers


def test_what_must_not_be_said_is_not_said(learned: Reactions, strange: Reactions) -> None:
    assert (learned.leaks, strange.leaks) == (0, 0)


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
