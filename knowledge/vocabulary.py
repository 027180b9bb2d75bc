"""The pieces that the ranking knows, and a search key as weights of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.concepts import Lexicon
from knowledge.ngrams import grams, words

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

_LATIN_WORD = re.compile("=[a-z]+")

# How much of a key's weight each kind of piece has. Chosen on the train files.
_LETTERS, _WORDS, _CONCEPTS = 0.5, 0.4, 0.1


@dataclass(frozen=True, slots=True)
class Vector:
    """A key as weights of the known pieces (their squares sum to 1 when every kind is known).

    `coverage`, 0 to 1, tells how many of the key's runs of letters are known.
    """

    pieces: Places
    weights: Floats
    coverage: float


class Vocabulary:
    """Turns keys into vectors. Immutable once built; `rarity` has the weight of every piece, by its place."""

    def __init__(self, pieces: Iterable[str], rarity: Iterable[float], lexicon: Lexicon) -> None:
        self.pieces = tuple(pieces)
        self.rarity = tuple(rarity)
        self._places: Mapping[str, int] = {piece: place for place, piece in enumerate(self.pieces)}
        self._rarity = np.array(self.rarity, np.float64)
        self._channels: tuple[tuple[Callable[[str], list[str]], float], ...] = (
            (grams, _LETTERS),
            (words, _WORDS),
            (lexicon.pieces, _CONCEPTS),
        )

    def __len__(self) -> int:
        return len(self.pieces)

    def latin_words(self) -> list[str]:
        """Return the single Latin words among the pieces."""
        return [piece[1:] for piece in self.pieces if _LATIN_WORD.fullmatch(piece)]

    def vector(self, key: str) -> Vector:
        """Return the known pieces of a key with their weights."""
        pieces: list[Places] = []
        weights: list[Floats] = []
        coverage: float | None = None
        for split, share in self._channels:
            held = dict.fromkeys(split(key))
            places = np.array([place for place in map(self._places.get, held) if place is not None], np.int64)
            if coverage is None:
                coverage = places.size / len(held) if held else 0.0
            # Squares of sixteenths add up exactly, in whatever order.
            found = self._rarity[places]
            square = float(found @ found)
            if square:
                pieces.append(places)
                weights.append((found * math.sqrt(share / square)).astype(np.float32))
        if not pieces:
            return Vector(np.empty(0, np.int64), np.empty(0, np.float32), coverage or 0.0)
        return Vector(np.concatenate(pieces), np.concatenate(weights), coverage or 0.0)


def learned_vocabulary(keys: Iterable[str], lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of some keys; a piece weighs the more the fewer of them it is in."""
    counts: Counter[str] = Counter()
    total = 0
    for key in keys:
        counts.update({*grams(key), *words(key), *lexicon.pieces(key)})
        total += 1
    pieces = sorted(counts)
    return Vocabulary(pieces, (_rarity(total, counts[piece]) for piece in pieces), lexicon)


def _rarity(total: int, holders: int) -> float:
    """Return how rare a piece is, in sixteenths, so that it is stored in one byte and the same anywhere."""
    return min(255, round(16 * math.log1p(total / holders))) / 16
