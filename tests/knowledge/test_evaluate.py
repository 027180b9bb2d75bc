"""Answers are scored as the README of the questions says, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.evaluate import Question, Share, evaluate, load_questions
from knowledge.findings import Finding, Match, Tier
from knowledge.language import Language
from knowledge.library import load
from knowledge.passages import Corpus


class Oracle:
    """A finder that answers each question as it was told to."""

    def __init__(self, findings: dict[str, Finding]) -> None:
        self._findings = findings

    @property
    def corpus(self) -> Corpus:
        """The shipped corpus."""
        return load()

    def find(self, question: str, language: Language) -> Finding:  # noqa: ARG002 - the protocol names it
        """Return what was laid down for this question."""
        return self._findings[question]


def found(tier: Tier, *passage_ids: str) -> Finding:
    """Return a finding with these passages."""
    return Finding(tier, tuple(Match(passage_id, 0.5) for passage_id in passage_ids), 0.5)


def policy(text: str, *sections: str, language: Language = "en") -> Question:
    """Return a labelled question the policy answers."""
    return Question(text, text, language, "policy", sections)


def strange(text: str, *, private: bool = False) -> Question:
    """Return a labelled question out of scope."""
    return Question(text, text, "en", "out_of_scope", private=private)


def test_the_first_passage_counts_and_so_do_the_first_three() -> None:
    """Top-1 asks whether the first passage is acceptable, best-hit whether it is the very best."""
    finder = Oracle(
        {
            "best": found("answer", "7", "8"),
            "acceptable": found("answer", "8", "7"),
            "third": found("choose", "1", "2", "7"),
            "fourth": found("fallback", "1", "2", "3", "7"),
        }
    )

    scores = evaluate(finder, [policy(text, "7", "8") for text in ("best", "acceptable", "third", "fourth")])

    assert scores.overall.top_1 == Share(2, 4)
    assert scores.overall.best_hit == Share(1, 4)
    assert scores.overall.top_3 == Share(3, 4)
    assert scores.overall.answered == Share(2, 4)
    assert scores.overall.answered_right == Share(2, 2)
    assert scores.overall.false_fallback == Share(1, 4)


@pytest.mark.parametrize(
    ("given", "listed", "right"),
    [("4.foreign", "4", True), ("4", "4.foreign", False), ("10", "1", False), ("2.2.cookies", "2.2", True)],
)
def test_a_passage_within_a_listed_one_counts_but_not_one_around_it(
    given: str, listed: str, right: bool
) -> None:
    """The finer id answers for its listed parent."""
    scores = evaluate(Oracle({"q": found("answer", given)}), [policy("q", listed)])

    assert (scores.overall.top_1.part == 1) is right


def test_an_answer_out_of_scope_is_wrong_and_a_question_back_is_not() -> None:
    """Plain strangers and open privacy questions are counted apart and together."""
    finder = Oracle(
        {"weather": found("answer", "1"), "encrypted": found("answer", "7"), "ai": found("choose", "7")}
    )
    rows = [strange("weather"), strange("encrypted", private=True), strange("ai", private=True)]

    overall = evaluate(finder, rows).overall

    assert overall.wrong_answers_plain == Share(1, 1)
    assert overall.wrong_answers_privacy == Share(1, 2)
    assert overall.wrong_answers == Share(2, 3)
    assert overall.top_1.rate == 0


def test_each_language_has_its_own_scores() -> None:
    """A weak language does not hide behind the other."""
    finder = Oracle({"good": found("answer", "7"), "bad": found("answer", "1")})

    scores = evaluate(finder, [policy("good", "7", language="ja"), policy("bad", "7")])

    assert scores.by_language["ja"].top_1 == Share(1, 1)
    assert scores.by_language["en"].top_1 == Share(0, 1)
    assert "top 1" in str(scores)
    assert "50.0% (1/2)" in str(scores)


def test_what_is_no_finders_work_is_not_asked() -> None:
    """Rights, small talk and the rest are decided elsewhere."""
    assert evaluate(Oracle({}), [Question("1", "hi", "en", "smalltalk")]).overall.top_1 == Share(0, 0)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """Whoever adds questions learns which line to mend."""
    path = tmp_path / "new.jsonl"
    path.write_text('\n{"id": "1", "text": "hi"}\n', encoding="utf-8")

    with pytest.raises(ValueError, match=r"new\.jsonl:2 is no labelled question"):
        load_questions(path)


def test_who_is_asked_back_with_the_right_choice_is_served() -> None:
    """A right answer and a right choice serve; a wrong answer, a wrong choice and a refusal do not."""
    finder = Oracle(
        {
            "answered": found("answer", "7"),
            "offered": found("choose", "1", "2", "7"),
            "misled": found("answer", "1", "7"),
            "offered wrongly": found("choose", "1", "2", "3"),
            "refused": found("fallback", "7"),
        }
    )
    texts = ("answered", "offered", "misled", "offered wrongly", "refused")

    scores = evaluate(finder, [policy(text, "7") for text in texts])

    assert scores.overall.served == Share(2, 5)
    assert [result.row.id for result in scores.failed] == ["misled", "offered wrongly", "refused"]


def test_both_questions_of_a_message_must_be_among_the_first_three() -> None:
    """One of two is not enough."""
    finder = Oracle({"both": found("answer", "7", "1", "8"), "one": found("answer", "7", "1", "2", "8")})
    rows = [Question(text, text, "en", "policy", ("7", "8"), both=True) for text in ("both", "one")]

    assert evaluate(finder, rows).overall.both == Share(1, 2)


def test_what_must_be_quoted_is_looked_for_in_the_passage_that_is_quoted() -> None:
    """Text and links of the first passage count, blanks and lines do not."""
    finder = Oracle({"q": found("answer", "10.adjust", "13"), "other": found("answer", "7", "10.adjust")})
    must = ("https://www.adjust.com/forget-device", "The  tracking for the corresponding Service")
    rows = [Question(text, text, "en", "policy", ("10",), must_contain=must) for text in ("q", "other")]

    assert evaluate(finder, rows).overall.must_contain == Share(1, 2)


def test_an_answer_that_will_do_is_not_wrong() -> None:
    """A row may accept another kind of reply."""
    finder = Oracle({"q": found("answer", "7")})
    row = Question("q", "q", "en", "out_of_scope", also_ok=("policy",))

    assert evaluate(finder, [row]).overall.wrong_answers == Share(0, 1)
