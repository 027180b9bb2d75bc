"""What each piece of a question speaks for. Whole numbers throughout: the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.vocabulary import Vector, Vocabulary

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

_FINENESS = 1 << 14  # parts of a vector's weights


@dataclass(frozen=True, slots=True)
class Ranking:
    """Says how far a question speaks for each entry: about 1 for its own examples, about 0 for strangers.

    `speaks_for` has shape (pieces, entries); one step in it is worth `step`.
    """

    vocabulary: Vocabulary
    speaks_for: Bytes
    step: float

    def rank(self, vector: Vector) -> Floats:
        """Return how far a question speaks for each entry, shape (entries,)."""
        weights = np.rint(vector.weights * np.float32(_FINENESS)).astype(np.int32)
        # Rows times weights without BLAS, whose order of adding is its own affair.
        summed = np.einsum("p,pe->e", weights, self.speaks_for[vector.pieces].astype(np.int32))
        ranked: Floats = summed * (self.step / _FINENESS)
        return ranked
