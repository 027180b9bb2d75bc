"""The sentences an entry is found by: its title, its example questions, its summary and its own text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language import LANGUAGES
from knowledge.normalise import key
from knowledge.passages import Corpus, Passage

_SENTENCE_END = re.compile(r"[。\n]|(?<=[.!?])\s")
_SHORTEST_SENTENCE = 9
_ASKED = 1.0
_EXPLAINED = 0.9
_QUOTED = 0.85  # a policy sentence is worded unlike any question


@dataclass(frozen=True, slots=True)
class Exemplars:
    """Search keys in the order of the entries they belong to, in both languages.

    An entry is a passage or, after all passages, something the policy does not state; `entries[i]` is the
    place of the entry that `keys[i]` stands for and `weights[i]` (0 to 1) how far a likeness to it counts.
    """

    keys: tuple[str, ...]
    entries: tuple[int, ...]
    weights: tuple[float, ...]


def exemplars_of(corpus: Corpus) -> Exemplars:
    """Return what the entries of a corpus are found by. An entry without any sentence gets an empty key."""
    rows = [
        (sentence_key, place, weight)
        for place, sentences in enumerate(_sentences_by_entry(corpus))
        for sentence_key, weight in _keys(sentences).items()
    ]
    return Exemplars(
        keys=tuple(row[0] for row in rows),
        entries=tuple(row[1] for row in rows),
        weights=tuple(row[2] for row in rows),
    )


def _sentences_by_entry(corpus: Corpus) -> Iterator[list[tuple[str, float]]]:
    for passage in corpus:
        yield [*_asked(passage), *_told(passage)]
    for entry in corpus.unstated:
        yield [(question, _ASKED) for language in LANGUAGES for question in entry.questions[language]]


def _asked(passage: Passage) -> Iterator[tuple[str, float]]:
    for language in LANGUAGES:
        yield passage.title[language], _ASKED
        for question in passage.questions[language]:
            yield question, _ASKED


def _told(passage: Passage) -> Iterator[tuple[str, float]]:
    for texts, weight in ((passage.summary, _EXPLAINED), (passage.text, _QUOTED)):
        for text in texts.values():
            for sentence in _SENTENCE_END.split(text):
                if len(sentence) >= _SHORTEST_SENTENCE:
                    yield sentence, weight


def _keys(sentences: list[tuple[str, float]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for sentence, weight in sentences:
        weights.setdefault(key(sentence), weight)
    if len(weights) > 1:
        weights.pop("", None)
    return weights or {"": 0.0}
