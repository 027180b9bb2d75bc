"""Learns what the pieces of questions speak for, from the exemplars of a corpus.

Ridge regression in its dual form: linear systems, solved exactly. Where there are more exemplars than one
system should hold, each block of them is solved alone and the solutions are averaged (Zhang, Duchi and
Wainwright, 2013), so that time grows with their number and not with its cube.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from knowledge.concepts import Lexicon
from knowledge.exemplars import Exemplar
from knowledge.ranking import Ranking
from knowledge.vocabulary import Vector, Vocabulary, learned_vocabulary

Matrix = npt.NDArray[np.float32]

# Without this much doubt the ranking would repeat the examples by heart. Chosen among 0.3, 0.5, 1 and 2 on
# the train files; the figure is not critical.
_DOUBT = 0.5
_MOST_AT_ONCE = 9_000
_BLOCK = 3_000
_STEPS = 127


def train(exemplars: Sequence[Exemplar], entries: int, lexicon: Lexicon) -> Ranking:
    """Return the ranking that these exemplars teach. The order of `exemplars` matters in the last digits."""
    vocabulary = learned_vocabulary((each.key for each in exemplars), lexicon)
    blocks = 1 if len(exemplars) <= _MOST_AT_ONCE else -(-len(exemplars) // _BLOCK)
    total: Matrix = np.zeros((len(vocabulary), entries), np.float32)
    for start in range(blocks):
        _learn(exemplars[start::blocks], vocabulary, total)
    step = max(float(np.abs(total).max()), 1e-9) / _STEPS
    return Ranking(vocabulary, np.rint(total / step).astype(np.int8), step / blocks)


def _learn(exemplars: Sequence[Exemplar], vocabulary: Vocabulary, total: Matrix) -> None:
    """Add what these exemplars teach to `total`, shape (pieces, entries)."""
    vectors = [vocabulary.vector(each.key) for each in exemplars]
    alike = _likeness(vectors, len(vocabulary))
    alike[np.diag_indices_from(alike)] += _DOUBT
    shares = np.linalg.solve(alike, _wanted(exemplars, total.shape[1]))
    for vector, share in zip(vectors, shares, strict=True):
        total[vector.pieces] += vector.weights[:, None] * share


def _wanted(exemplars: Sequence[Exemplar], entries: int) -> Matrix:
    wanted: Matrix = np.zeros((len(exemplars), entries), np.float32)
    for row, exemplar in enumerate(exemplars):
        wanted[row, list(exemplar.entries)] = 1.0
    return wanted


def _likeness(vectors: Sequence[Vector], pieces: int) -> Matrix:
    """Return the products of all vectors with each other, piece by piece: nearly all weights are 0."""
    holders = np.repeat(np.arange(len(vectors)), [vector.pieces.size for vector in vectors])
    held = np.concatenate([vector.pieces for vector in vectors])
    weights = np.concatenate([vector.weights for vector in vectors])
    order = np.argsort(held, kind="stable")
    ends = np.cumsum(np.bincount(held, minlength=pieces))
    alike: Matrix = np.zeros((len(vectors), len(vectors)), np.float32)
    for start, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        among = order[start:end]
        rows = holders[among]
        alike[np.ix_(rows, rows)] += np.outer(weights[among], weights[among])
    return alike
