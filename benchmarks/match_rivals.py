"""Other ways to find a passage, over the same knowledge as ours: by the likest example question."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz import process

from knowledge.exemplars import Exemplar
from knowledge.language import Language
from knowledge.matching import Matcher
from knowledge.ngrams import grams, words
from knowledge.normalise import key
from knowledge.passages import Corpus

Scored = dict[int, float]


class Ranked(NamedTuple):
    """Passages, best first, and how far to trust the first: comparable within one way of finding only."""

    ids: tuple[str, ...]
    trust: float


class Rival(Protocol):
    """Gives entries a score for a question; the higher the better."""

    def scores(self, question: str) -> Scored: ...


class Fuzzy:
    """rapidfuzz with its default scorer, as most people would call it."""

    def __init__(self, exemplars: Sequence[Exemplar]) -> None:
        self._keys = [each.key for each in exemplars]
        self._entries = [each.entries[0] for each in exemplars]

    def scores(self, question: str) -> Scored:
        best: Scored = {}
        for _, score, place in process.extract(key(question), self._keys, limit=40):
            best[self._entries[place]] = max(score / 100, best.get(self._entries[place], 0.0))
        return best


class Bm25:
    """Okapi BM25 over words (pairs of letters in Japanese), k1 1.5, b 0.75."""

    def __init__(self, exemplars: Sequence[Exemplar]) -> None:
        held = [Counter(words(each.key)) for each in exemplars]
        self._entries = [each.entries[0] for each in exemplars]
        average = sum(counts.total() for counts in held) / len(held)
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, counts in enumerate(held):
            norm = 1.5 * (0.25 + 0.75 * counts.total() / average)
            for word, count in counts.items():
                holders[word].append((place, count * 2.5 / (count + norm)))
        self._holders = dict(holders)
        self._total = len(held)

    def scores(self, question: str) -> Scored:
        sums: dict[int, float] = defaultdict(float)
        for word in set(words(key(question))):
            found = self._holders.get(word, [])
            rarity = math.log(1 + (self._total - len(found) + 0.5) / (len(found) + 0.5))
            for place, weight in found:
                sums[place] += rarity * weight
        return _best_by_entry(sums, self._entries)


class LettersTfIdf:
    """TF-IDF of runs of letters with cosine likeness."""

    def __init__(self, exemplars: Sequence[Exemplar]) -> None:
        held = [set(grams(each.key)) for each in exemplars]
        self._entries = [each.entries[0] for each in exemplars]
        counts = Counter(gram for each in held for gram in each)
        self._rarity = {gram: math.log(1 + len(held) / count) for gram, count in counts.items()}
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, each in enumerate(held):
            length = math.sqrt(sum(self._rarity[gram] ** 2 for gram in each)) or 1.0
            for gram in each:
                holders[gram].append((place, self._rarity[gram] / length))
        self._holders = dict(holders)

    def scores(self, question: str) -> Scored:
        known = [gram for gram in set(grams(key(question))) if gram in self._rarity]
        length = math.sqrt(sum(self._rarity[gram] ** 2 for gram in known)) or 1.0
        sums: dict[int, float] = defaultdict(float)
        for gram in known:
            for place, weight in self._holders[gram]:
                sums[place] += weight * self._rarity[gram] / length
        return _best_by_entry(sums, self._entries)


class Ours:
    """The product's own finder."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def ask(self, question: str, language: Language) -> Ranked:
        """Return the passages found and the confidence in the first."""
        finding = self._matcher.find(question, language)
        return Ranked(tuple(match.passage_id for match in finding.matches), finding.confidence)


class Likest:
    """Answers with the passages of the likest examples, and trusts them by their lead over the unstated."""

    def __init__(self, rival: Rival, corpus: Corpus) -> None:
        self._rival = rival
        self._passages = corpus.passages

    def ask(self, question: str, language: Language) -> Ranked:  # noqa: ARG002  # rivals do not care
        """Return the best passages and how far the first is ahead."""
        scored = self._rival.scores(question)
        passages = len(self._passages)
        told = sorted((place for place in scored if place < passages), key=lambda place: -scored[place])
        silent = max((score for place, score in scored.items() if place >= passages), default=0.0)
        ids = tuple(self._passages[place].id for place in told[:3])
        return Ranked(ids, (scored[told[0]] if told else 0.0) - silent)


RIVALS: dict[str, Callable[[Sequence[Exemplar]], Rival]] = {
    "rapidfuzz, default scorer": Fuzzy,
    "BM25": Bm25,
    "letter TF-IDF": LettersTfIdf,
}


def _best_by_entry(sums: dict[int, float], entries: Sequence[int]) -> Scored:
    best: Scored = {}
    for place, score in sums.items():
        best[entries[place]] = max(score, best.get(entries[place], 0.0))
    return best
