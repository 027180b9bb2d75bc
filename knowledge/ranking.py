"""What each piece of a question speaks for, learned from the entries' own sentences when a corpus is read.

Ridge regression in its dual form: one linear system, solved exactly, so that the same corpus always ranks the
same. Nothing is learned from what people write to us.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.index import Floats, Index, Vector

# Without this much doubt the ranking would repeat the example questions by heart. Chosen among 0.1, 0.3, 1
# and 2 on the labelled questions in tests/questions; the figure is not critical.
_DOUBT = 1.0


class Ranking:
    """Says how far a question speaks for each entry: about 1 for its own examples, about 0 for strangers."""

    def __init__(self, index: Index, entries: Sequence[int]) -> None:
        belongs = np.zeros((len(entries), max(entries) + 1), np.float32)
        belongs[np.arange(len(entries)), list(entries)] = 1.0
        alike = np.stack([index.likeness(vector) for vector in index.vectors])
        alike[np.diag_indices_from(alike)] += _DOUBT
        shares = np.linalg.solve(alike, belongs)
        self._speaks_for: Floats = np.zeros((index.size, belongs.shape[1]), np.float32)
        for vector, share in zip(index.vectors, shares, strict=True):
            self._speaks_for[vector.pieces] += vector.weights[:, None] * share

    def rank(self, vector: Vector) -> Floats:
        """Return how far a question speaks for each entry, shape (entries,)."""
        ranked: Floats = vector.weights @ self._speaks_for[vector.pieces]
        return ranked
