"""How well each entry fits a question, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from knowledge.exemplars import exemplars_of
from knowledge.index import Floats, Index, Places
from knowledge.normalise import key, sentence_keys
from knowledge.passages import Corpus
from knowledge.ranking import Ranking
from knowledge.spelling import Spelling

_CANDIDATES = 40
_NEAR = 0.4  # of the best likeness; what is less alike is not worth spelling out
# Shares of a score. Set by hand after looking at tests/questions; see `knowledge.refit` for the fitted rest.
_RANKED, _LIKE, _SPELLED = 1.0, 0.2, 0.15
# A sentence alone says less than the whole message, unless the rest is greetings.
_ONE_SENTENCE = 0.95


@dataclass(frozen=True, slots=True)
class Scores:
    """What was found out about one question; all arrays have shape (entries,), passages first.

    `total` is the score to sort by; `ranked`, `like` (0 to 1) and `spelled` (0 to 1) are its parts.
    `anywhere` is the best total that any sentence of the message reached, for two questions in one message.
    `coverage`, 0 to 1, is how much of the question is written in pieces we know; `length` its letters.
    """

    total: Floats
    ranked: Floats
    like: Floats
    spelled: Floats
    anywhere: Floats
    coverage: float
    length: int


class Scorer:
    """Scores questions against the entries of one corpus. Immutable once built."""

    def __init__(self, corpus: Corpus) -> None:
        exemplars = exemplars_of(corpus)
        self._passages = len(corpus.passages)
        self._index = Index(exemplars.keys)
        self._ranking = Ranking(self._index, exemplars.entries)
        self._spelling = Spelling(exemplars.keys)
        self._weights = np.asarray(exemplars.weights, np.float32)
        self._entries = np.asarray(exemplars.entries, np.int64)
        self._starts = np.flatnonzero(np.diff(self._entries, prepend=-1))

    def score(self, question: str) -> Scores:
        """Return the scores of the whole message or of the sentence that says most. Total."""
        best = self._score(key(question))
        anywhere, best_fit = best.total, self._fit(best.total)
        for sentence in sentence_keys(question):
            scores = self._score(sentence)
            reached = _ONE_SENTENCE * scores.total
            anywhere = np.maximum(anywhere, reached)
            if self._fit(reached) > best_fit:
                best, best_fit = scores, self._fit(reached)
        return replace(best, anywhere=anywhere)

    def _fit(self, total: Floats) -> float:
        return float(total[: self._passages].max())

    def _score(self, question_key: str) -> Scores:
        vector = self._index.vector(question_key)
        likeness = self._index.likeness(vector) * self._weights
        ranked = self._ranking.rank(vector)
        like = np.maximum.reduceat(likeness, self._starts)
        spelled = self._spelled(question_key, likeness, like.size)
        total = _RANKED * ranked + _LIKE * like + _SPELLED * spelled
        return Scores(total, ranked, like, spelled, total, vector.coverage, len(question_key))

    def _spelled(self, question_key: str, likeness: Floats, entries: int) -> Floats:
        candidates = _likeliest(likeness)
        spelled = np.zeros(entries, np.float32)
        if candidates.size:
            alike = self._spelling.likeness(question_key, candidates) * self._weights[candidates]
            np.maximum.at(spelled, self._entries[candidates], alike)
        return spelled


def _likeliest(likeness: Floats) -> Places:
    near = np.flatnonzero(likeness > _NEAR * likeness.max())
    if near.size <= _CANDIDATES:
        return near
    # np.argpartition over everything is quick until most of it is zero, then it takes ten times as long.
    return near[np.argsort(-likeness[near], kind="stable")[:_CANDIDATES]]
