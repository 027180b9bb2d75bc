"""Likeness of spelling, for typing mistakes and changed word order, on the few best candidates only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.index import Floats, Places


class Spelling:
    """Compares a key letter by letter with chosen keys of a list.

    The comparison is rapidfuzz' ratio and token_sort_ratio; WRatio would call any shared word a match.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)
        self._sorted = tuple(_sorted(key) for key in keys)

    def likeness(self, key: str, candidates: Places) -> Floats:
        """Return how alike key and candidates are spelled, 0 to 1, in the order of the candidates."""
        chosen = candidates.tolist()
        straight = _ratios(key, [self._keys[place] for place in chosen])
        if " " not in key:
            return straight
        return np.maximum(straight, _ratios(_sorted(key), [self._sorted[place] for place in chosen]))


def _ratios(key: str, others: list[str]) -> Floats:
    ratios: Floats = process.cdist([key], others, scorer=fuzz.ratio, dtype=np.float32)[0]
    return ratios / np.float32(100)


def _sorted(key: str) -> str:
    return " ".join(sorted(key.split()))
