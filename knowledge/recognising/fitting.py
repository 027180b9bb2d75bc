"""Learning the weights: one linear support vector machine per label, by dual coordinate descent.

The method is that of Hsieh et al. (ICML 2008), all labels at once. It adds, multiplies and compares only, in
a fixed order, so that every machine learns the same weights; no BLAS, no random order that may change.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_ALWAYS = 0.5  # the value of the trait that every example has


@dataclass(frozen=True, slots=True)
class Sample:
    """The examples to learn from: places of traits per example and what each is worth there (the squares of
    an example's values sum to 1); `wanted` and `cost` (examples, labels).

    `wanted` is 1 where an example bears a label and -1 where not; `cost` is what a mistake may cost at most,
    0 where the example says nothing about the label.
    """

    places: Sequence[npt.NDArray[np.int64]]
    values: Sequence[Floats]
    wanted: Floats
    cost: Floats
    traits: int


def fit(sample: Sample, rounds: int) -> tuple[Floats, Floats]:
    """Return the weights (traits, labels) and what is added to each label's score (labels,).

    `rounds` is how often every example is looked at.
    """
    examples, labels = sample.wanted.shape
    weights, always = np.zeros((sample.traits, labels)), np.zeros(labels)
    duals = np.zeros((examples, labels))
    order = list(range(examples))
    shuffle = random.Random(2022)  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        shuffle.shuffle(order)
        for row in order:
            places = sample.places[row]
            values = sample.values[row][:, None]
            wanted = sample.wanted[row]
            score = (weights[places] * values).sum(axis=0) + always * _ALWAYS
            step = (wanted * score - 1.0) / (1.0 + _ALWAYS * _ALWAYS)
            moved = np.minimum(np.maximum(duals[row] - step, 0.0), sample.cost[row])
            change = (moved - duals[row]) * wanted
            duals[row] = moved
            weights[places] += change * values
            always += change * _ALWAYS
    return weights, always * _ALWAYS
