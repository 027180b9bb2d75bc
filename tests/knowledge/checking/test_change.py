"""A change of the knowledge must not make the desk answer labelled questions worse."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.checking.change import compare
from knowledge.labelled import Question, load_questions
from knowledge.library import read
from knowledge.passages import Asked, Corpus
from tests.knowledge.checking.conftest import TOPICS
from tests.knowledge.checking.planting import told


@pytest.fixture
def before(policy: Path) -> Corpus:
    return read(policy)


@pytest.fixture
def rows(tmp_path: Path) -> tuple[Question, ...]:
    """Give one English question about each topic, and one about nothing of the policy."""
    asked: list[dict[str, object]] = [
        {"id": number, "lang": "en", "text": f"please explain {topic['en']} to me", "kind": "policy"}
        | {"expect": {"sections": [number]}}
        for number, topic in TOPICS.items()
    ]
    asked.append(
        {"id": "x", "lang": "en", "text": "please explain encryption to me", "kind": "out_of_scope"}
        | {"expect": {"fallback": True}}
    )
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    return load_questions(path)


def swapped(corpus: Corpus) -> Corpus:
    """Return the policy with the questions of the first two passages in each other's place."""
    first, second, *others = corpus.passages
    first, second = (
        replace(first, questions=second.questions, title=second.title),
        replace(second, questions=first.questions, title=first.title),
    )
    return replace(corpus, passages=(first, second, *others), version="swapped")


def test_the_same_policy_is_not_worse_than_itself(before: Corpus, rows: tuple[Question, ...]) -> None:
    assert compare(before, before, rows, "rows.jsonl") == ()
    assert compare(before, replace(before, version="anew"), rows, "rows.jsonl") == ()


def test_a_fall_by_more_than_a_point_is_an_error_and_names_the_questions(
    before: Corpus, rows: tuple[Question, ...]
) -> None:
    problems = compare(before, swapped(before), rows, "rows.jsonl")

    assert ("error", "rows.jsonl", "score-top-1") in told(problems)
    assert ("warning", "rows.jsonl: 1", "row-spoilt") in told(problems)
    assert ("warning", "rows.jsonl: 3", "row-spoilt") not in told(problems)
    fall = next(each for each in problems if each.rule == "score-top-1")
    assert (
        "100.0% (6/6) had the right passage first before the change, and 66.7% (4/6) after"
        in (fall.text["en"])
    )


def test_answering_what_is_not_stated_is_an_error(before: Corpus, rows: tuple[Question, ...]) -> None:
    """Somebody took the known unknown out and wrote its questions under a passage."""
    first, *others = before.passages
    told_too_much = replace(first, questions=before.unstated[0].questions)
    after = replace(before, passages=(told_too_much, *others), unstated=(), version="told too much")

    assert ("error", "rows.jsonl", "score-wrong-answers") in told(compare(before, after, rows, "rows.jsonl"))


def test_learning_the_questions_themselves_does_not_hide_a_fall(
    before: Corpus, rows: tuple[Question, ...]
) -> None:
    taught = tuple(Asked(row.id, "en", row.text, row.sections) for row in rows if row.sections)
    after = swapped(before)

    assert compare(before, replace(after, asked=taught), rows, "r") == compare(before, after, rows, "r")
