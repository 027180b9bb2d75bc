"""From examples to a model: which traits are worth keeping, what a mistake costs, and the fit."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from knowledge.recognising.examples import LABELS, RIGHTS, Example
from knowledge.recognising.fitting import Floats, Sample, fit
from knowledge.recognising.folding import units
from knowledge.recognising.lexicon import Lexicon, load_lexicon
from knowledge.recognising.model import Model, quantised, rarity_of
from knowledge.recognising.traits import traits

_SELDOM = 2  # a trait of fewer examples says nothing about other people's sentences
_MOST_TRAITS = 40_000
_ROUNDS_TO_CHOOSE, _ROUNDS = 4, 10
_COST = 2.0
# A label few examples bear must not be outvoted by all the questions.
_COST_OF_A_MISS = 2.0
_PART = 0.5  # what a lone sentence of a question weighs against the whole


def learn(examples: Sequence[Example]) -> Model:
    """Return the model learnt from these examples; the same examples give the same model."""
    lexicon = load_lexicon()
    told = list(_told(examples))
    found = [sorted(traits(text, lexicon)) for text, _, _ in told]
    counts = Counter(trait for one in found for trait in one)
    names = sorted(trait for trait, count in counts.items() if count >= _SELDOM)
    wanted, cost = _targets([labels for _, labels, _ in told], [weight for _, _, weight in told])
    rarity = {name: rarity_of(len(told), counts[name]) for name in names}
    weights, _ = fit(_sample(found, rarity, wanted, cost), _ROUNDS_TO_CHOOSE)
    rarity = {name: rarity[name] for name in _telling(names, weights)}
    weights, always = fit(_sample(found, rarity, wanted, cost), _ROUNDS)
    return quantised(LABELS, rarity, weights, always, content_of(examples, lexicon))


def _sample(
    found: Sequence[Sequence[str]], rarity: Mapping[str, int], wanted: Floats, cost: Floats
) -> Sample:
    order = {name: place for place, name in enumerate(rarity)}
    places = [np.array([order[trait] for trait in one if trait in order], np.int64) for one in found]
    worth = np.array(list(rarity.values()), np.float64)
    values = [worth[one] / max(np.sqrt((worth[one] ** 2).sum()), 1.0) for one in places]
    return Sample(places, values, wanted, cost, len(rarity))


def _telling(names: Sequence[str], weights: Floats) -> list[str]:
    """Return the traits that weigh most for some label: fewer are looked up faster and carry as far."""
    weight = np.abs(weights).max(axis=1)
    kept = np.argsort(-weight, kind="stable")[:_MOST_TRAITS]
    return [names[place] for place in sorted(kept.tolist())]


def content_of(examples: Iterable[Example], lexicon: Lexicon) -> str:
    """Return the name of what is learnt from: examples and concepts."""
    digest = hashlib.sha256(repr(lexicon).encode())
    for example in examples:
        digest.update(repr((example.text, sorted(example.labels), example.weight)).encode())
    return digest.hexdigest()


def _told(examples: Iterable[Example]) -> Iterable[tuple[str, frozenset[str], float]]:
    """Give folded texts. No sentence of a question is a wish, so each stands as a question of its own."""
    for example in examples:
        whole, *sentences = units(example.text)
        yield whole, example.labels, example.weight
        if not example.labels:
            for sentence in sentences:
                yield sentence, example.labels, example.weight * _PART


def _targets(bearing: Sequence[frozenset[str]], weights: Sequence[float]) -> tuple[Floats, Floats]:
    """Return which labels each example bears, 1 or -1, and what a mistake may cost.

    Which right it is, only wishes for a right tell.
    """
    wanted = np.array([[1.0 if label in labels else -1.0 for label in LABELS] for labels in bearing])
    cost = np.where(wanted > 0, _COST * _COST_OF_A_MISS, _COST) * np.array(weights)[:, None]
    kinds = np.array([LABELS.index(right) for right in RIGHTS])
    tells = np.array(["right" in labels for labels in bearing])
    cost[np.ix_(~tells, kinds)] = 0.0
    return wanted, cost
