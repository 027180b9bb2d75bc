"""An index of search keys by their letters and words: TF-IDF with cosine likeness, as flat arrays."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.ngrams import grams, words

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

# How much of the likeness comes from each kind of piece.
_CHANNELS: tuple[tuple[Callable[[str], list[str]], float], ...] = ((grams, 0.55), (words, 0.45))


@dataclass(frozen=True, slots=True)
class Vector:
    """A key as weights of the known pieces (length 1, or 0 when nothing is known).

    `coverage`, 0 to 1, tells how much of the key consists of pieces that the index knows.
    """

    pieces: Places
    weights: Floats
    coverage: float


class Index:
    """Finds which of `keys` a text is like. Immutable once built, so any number of threads may ask it."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._places: dict[str, int] = {}
        held = [[self._learn(split(each)) for split, _ in _CHANNELS] for each in keys]
        known_in = np.bincount(
            np.concatenate([np.asarray(places, np.int64) for row in held for places in row]),
            minlength=len(self._places),
        )
        rarity = np.log1p(len(keys) / np.maximum(known_in, 1))
        self._rarity: list[float] = rarity.tolist()
        self._unknown = math.log1p(len(keys)) ** 2
        self.vectors = tuple(self._vector([(places, 0) for places in row]) for row in held)
        self._turn(len(keys))

    @property
    def size(self) -> int:
        """How many pieces are known."""
        return len(self._places)

    def vector(self, key: str) -> Vector:
        """Return the known pieces of a key with their weights."""
        known = self._places
        channels: list[tuple[list[int], int]] = []
        for split, _ in _CHANNELS:
            pieces = dict.fromkeys(split(key))
            places = [known[piece] for piece in pieces if piece in known]
            channels.append((places, len(pieces) - len(places)))
        return self._vector(channels)

    def likeness(self, vector: Vector) -> Floats:
        """Return how like each key is, 0 to 1, shape (keys,)."""
        starts = self._starts[vector.pieces]
        lengths = self._starts[vector.pieces + 1] - starts
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if ends.size else 0
        at = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
        shares = self._shares[at] * np.repeat(vector.weights, lengths)
        return np.bincount(self._holders[at], weights=shares, minlength=len(self.vectors)).astype(np.float32)

    def _learn(self, pieces: list[str]) -> list[int]:
        return [self._places.setdefault(piece, len(self._places)) for piece in dict.fromkeys(pieces)]

    def _vector(self, channels: list[tuple[list[int], int]]) -> Vector:
        rarity = self._rarity
        pieces: list[int] = []
        weights: list[float] = []
        coverage = 0.0
        for (places, unknown), (_, share) in zip(channels, _CHANNELS, strict=True):
            found = [rarity[place] for place in places]
            square = sum(weight * weight for weight in found)
            if square:
                scale = math.sqrt(share / square)
                pieces += places
                weights += [weight * scale for weight in found]
                coverage += share * square / (square + unknown * self._unknown)
        return Vector(np.asarray(pieces, np.int64), np.asarray(weights, np.float32), coverage)

    def _turn(self, keys: int) -> None:
        """Turn vectors by key into holders by piece."""
        pieces = np.concatenate([vector.pieces for vector in self.vectors])
        holders = np.repeat(np.arange(keys), [vector.pieces.size for vector in self.vectors])
        order = np.argsort(pieces, kind="stable")
        self._holders: Places = holders[order]
        self._shares: Floats = np.concatenate([vector.weights for vector in self.vectors])[order]
        counts = np.bincount(pieces, minlength=self.size)
        self._starts: Places = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
