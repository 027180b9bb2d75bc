"""Scores of messages by rankings that have not seen them: what a stranger's message would get.

Nothing may be fitted or reported on scores of messages that the ranking has learned from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.concepts import Lexicon
from knowledge.exemplars import Exemplar, entry_ids, exemplars_of
from knowledge.passages import Corpus
from knowledge.scoring import Scorer, Scores
from knowledge.training import train

FOLDS = 5


@dataclass(frozen=True, slots=True)
class HeldOut:
    """An exemplar and the scores it gets from a ranking that was taught everything but its fold."""

    exemplar: Exemplar
    scores: Scores


def held_out(corpus: Corpus) -> Iterator[HeldOut]:
    """Yield every question, of the entries and of the messages, scored without the fifth it is in."""
    exemplars = exemplars_of(corpus)
    for fold in range(FOLDS):
        asked = [each for each in exemplars if each.asks and fold_of(each.key) == fold]
        left = [each for each in exemplars if not each.asks or fold_of(each.key) != fold]
        ranking = train(left, len(entry_ids(corpus)), Lexicon(corpus.concepts))
        scorer = Scorer(corpus, ranking)
        for exemplar in asked:
            yield HeldOut(exemplar, scorer.score_key(exemplar.key))


def without(corpus: Corpus, ids: frozenset[str]) -> Corpus:
    """Return the corpus without the messages of these ids, under a version of its own."""
    asked = tuple(row for row in corpus.asked if row.id not in ids)
    return replace(corpus, asked=asked, version=f"{corpus.version} without {len(ids)}")


def fold_of(key: str) -> int:
    """Return which fifth a text is in: by chance, but the same every time."""
    return hashlib.sha256(key.encode()).digest()[0] % FOLDS
