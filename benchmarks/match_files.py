"""How far the finder carries: each file of labelled messages asked of a finder that has not seen it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.evaluate import Result, scored
from knowledge.holding_out import FOLDS, fold_of, without
from knowledge.labelled import Question, load_questions
from knowledge.language import LANGUAGES
from knowledge.matching import Matcher
from knowledge.passages import Corpus
from knowledge.trained import train_ranking

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions"
MEASURES = ("top_1", "top_3", "answered", "answered_right", "served", "false_fallback", "wrong_answers")
HEADER = f"""\
| held out | language | {" | ".join(name.replace("_", " ") for name in MEASURES)} |
| --- | --- |{" --- |" * len(MEASURES)}"""


def by_file(corpus: Corpus) -> Iterator[str]:
    """Yield a table: each file by itself, then the train files in random fifths."""
    yield HEADER
    files = {path.name: load_questions(path) for path in sorted(QUESTIONS.glob("*.jsonl"))}
    for name, rows in files.items():
        yield from _lines(name, corpus, asked_unseen(corpus, rows))
    train = [row for name, rows in files.items() if name.startswith("train") for row in rows]
    fifths = [
        result
        for fold in range(FOLDS)
        for result in asked_unseen(corpus, [row for row in train if fold_of(row.id) == fold])
    ]
    yield from _lines("train files, a random fifth at a time", corpus, fifths)


def asked_unseen(corpus: Corpus, rows: Sequence[Question]) -> list[Result]:
    """Ask these questions of a finder that has not learned from any of these rows."""
    left = without(corpus, frozenset(row.id for row in rows))
    matcher = Matcher(left, ranking=train_ranking(left))
    return [
        Result(row, matcher.find(row.text, row.language))
        for row in rows
        if row.kind in {"policy", "out_of_scope"}
    ]


def _lines(name: str, corpus: Corpus, results: list[Result]) -> Iterator[str]:
    scores = scored(results, corpus)
    for language in LANGUAGES:
        shares = scores.by_language[language].shares()
        told = [f"{shares[each].rate:.1%}" if shares[each].whole else "" for each in MEASURES]
        if any(told):
            yield f"| {name} | {language} | {' | '.join(told)} |"
