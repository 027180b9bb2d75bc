"""How well each entry fits a message, as a whole and sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from knowledge.normalise import key, sentence_keys
from knowledge.passages import Corpus
from knowledge.ranking import Floats, Ranking
from knowledge.respelling import Respelling

# A sentence alone says less than the whole message, unless the rest is greetings.
_ONE_SENTENCE = 0.95
# A heading says less than the passages below it, and those who ask for it are few. Chosen on the train files
# among 0 to 0.25; the figure is not critical.
_HEADING = 0.12
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Scores:
    """What was found out about one message; arrays have shape (entries,), passages first.

    `total` are the scores of the whole message or of the sentence that says most. `anywhere` is the best that
    any of them reached, for two questions in one message. `coverage`, 0 to 1, is how much is written in
    pieces we know; `length` its letters.
    """

    total: Floats
    anywhere: Floats
    coverage: float
    length: int


class Scorer:
    """Scores messages against the entries of one corpus. Immutable once built."""

    def __init__(self, corpus: Corpus, ranking: Ranking) -> None:
        self._passages = len(corpus.passages)
        self._ranking = ranking
        self._respelling = Respelling(ranking.vocabulary.latin_words())
        self._handicap: Floats = np.zeros(self._passages + len(corpus.unstated))
        self._handicap[list(headings(corpus))] = _HEADING

    def score(self, message: str) -> Scores:
        """Return the scores of a message. Total."""
        best = self.score_key(self._respelling.of(key(message)))
        anywhere, best_fit = best.total, self._fit(best.total)
        for sentence in sentence_keys(message):
            scores = self.score_key(self._respelling.of(sentence))
            reached = _ONE_SENTENCE * scores.total
            anywhere = np.maximum(anywhere, reached)
            if self._fit(reached) > best_fit:
                best, best_fit = scores, self._fit(reached)
        return replace(best, anywhere=anywhere)

    def score_key(self, message_key: str) -> Scores:
        """Return the scores of one search key."""
        vector = self._ranking.vocabulary.vector(message_key)
        total: Floats = np.round(self._ranking.rank(vector) - self._handicap, _DIGITS)
        return Scores(total, total, vector.coverage, len(message_key))

    def _fit(self, total: Floats) -> float:
        return float(total[: self._passages].max())


def headings(corpus: Corpus) -> Iterable[int]:
    """Return the places of the passages that others stand below."""
    parents = {passage.parent for passage in corpus}
    return (place for place, passage in enumerate(corpus) if passage.id in parents)
