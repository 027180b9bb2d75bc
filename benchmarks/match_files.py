"""How far the finder carries: each file of labelled messages asked of a finder that has not seen it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.match_unseen import FILES
from knowledge.evaluate import Result, evaluate, scored
from knowledge.holding_out import FOLDS, fold_of, without
from knowledge.labelled import Question, load_questions
from knowledge.language import LANGUAGES
from knowledge.matching import Matcher
from knowledge.passages import Corpus
from knowledge.trained import train_ranking

MEASURES = ("top_1", "top_3", "answered", "answered_right", "served", "false_fallback", "wrong_answers")
HEADER = f"""\
| held out | language | {" | ".join(name.replace("_", " ") for name in MEASURES)} |
| --- | --- |{" --- |" * len(MEASURES)}"""


def by_file(corpus: Corpus, files: Mapping[str, Sequence[Result]]) -> Iterator[str]:
    """Yield a table: each file by itself, then the train files in random fifths.

    `files` are the names of files and what a finder that has not seen them made of their rows.
    """
    yield HEADER
    for name, results in files.items():
        yield from _lines(name, corpus, results)
    train = [row for path in FILES if path.name.startswith("train") for row in load_questions(path)]
    fifths = [
        result
        for fold in range(FOLDS)
        for result in _asked_unseen(corpus, [row for row in train if fold_of(row.id) == fold])
    ]
    yield from _lines("train files, a random fifth at a time", corpus, fifths)


def _asked_unseen(corpus: Corpus, rows: Sequence[Question]) -> Sequence[Result]:
    """Ask these questions of a finder that has not learned from any of these rows."""
    left = without(corpus, frozenset(row.id for row in rows))
    return evaluate(Matcher(left, ranking=train_ranking(left)), rows).results


def _lines(name: str, corpus: Corpus, results: Sequence[Result]) -> Iterator[str]:
    scores = scored(results, corpus)
    for language in LANGUAGES:
        shares = scores.by_language[language].shares()
        told = [f"{shares[each].rate:.1%}" if shares[each].whole else "" for each in MEASURES]
        if any(told):
            yield f"| {name} | {language} | {' | '.join(told)} |"
