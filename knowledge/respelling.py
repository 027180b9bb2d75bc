"""A mistyped Latin word reads as the known word it is closest to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile("[a-z]{5,24}")
_LONG = 8  # letters; from here on two slips are forgiven, before that one
_REMEMBERED = 4_096


class Respelling:
    """Corrects words against those that the knowledge is written in. Immutable once built.

    Only whole words of five letters and more that nobody used in the knowledge are touched, and only where a
    known word begins with the same letter and differs by one slip (two from eight letters on): a letter
    wrong, missing, too many, or two exchanged. Shorter words are too close to each other.
    """

    def __init__(self, known: Iterable[str]) -> None:
        by_letter: dict[str, list[str]] = {}
        for word in sorted({word for word in known if _WORD.fullmatch(word)}):
            by_letter.setdefault(word[0], []).append(word)
        self._by_letter = by_letter
        self._known = frozenset(word for words in by_letter.values() for word in words)
        self._nearest = lru_cache(_REMEMBERED)(self._search)

    def of(self, key: str) -> str:
        """Return a search key with its mistyped words put right."""
        return _WORD.sub(lambda found: self._right(found[0]), key)

    def _right(self, word: str) -> str:
        return word if word in self._known else self._nearest(word)

    def _search(self, word: str) -> str:
        slips = 2 if len(word) >= _LONG else 1
        candidates = self._by_letter.get(word[0], ())
        nearest = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=slips)
        return str(nearest[0]) if nearest else word
