"""The learnt model: small whole numbers per trait and label, summed up exactly."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from knowledge.recognising.folding import units
from knowledge.recognising.lexicon import Lexicon, load_lexicon
from knowledge.recognising.traits import traits

_FINEST = 127


class ModelError(Exception):
    """The stored model is unreadable or was learnt with something else than what is here."""


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` (traits, labels) and `always` (labels,) in steps of `step`; `rarity` (traits,) is what each
    trait is worth in a message; `learnt_from` names the content.

    Scores are the same on every machine: whole numbers are summed, then divided once.
    """

    labels: tuple[str, ...]
    places: Mapping[str, int]
    rarity: npt.NDArray[np.int64]
    weights: npt.NDArray[np.int32]
    always: npt.NDArray[np.int32]
    step: float
    learnt_from: str
    lexicon: Lexicon
    names: frozenset[str]

    def scores(self, text: str) -> list[list[float]]:
        """Return each label's score for the whole message and then, where there are several, its sentences.

        Above 0 speaks for the label. Total over any text.
        """
        return [self._score(unit) for unit in units(text)]

    def _score(self, folded: str) -> list[float]:
        known = self.places
        places = [known[trait] for trait in traits(folded, self.lexicon) & self.names]
        if not places:
            return [self.step * each for each in self.always.tolist()]
        worth = self.rarity[places]
        total = (worth @ self.weights.take(places, axis=0)).tolist()
        value = self.step / int(worth @ worth) ** 0.5
        return [
            value * each + self.step * always
            for each, always in zip(total, self.always.tolist(), strict=True)
        ]


def rarity_of(examples: int, holders: int) -> int:
    """Return how rare a trait is that so many of the examples have, in sixteenths; it fits into a byte."""
    return min(255, round(16 * math.log1p(examples / holders)))


def quantised(
    labels: tuple[str, ...],
    rarity: Mapping[str, int],
    weights: npt.NDArray[np.float64],
    always: npt.NDArray[np.float64],
    learnt_from: str,
) -> Model:
    """Return a model of small whole numbers; traits that round to nothing fall away.

    `rarity` names the traits in the order of `weights`.
    """
    names, worth = list(rarity), np.array(list(rarity.values()), np.int64)
    step = float(np.abs(weights).max()) / _FINEST
    whole = np.rint(weights / step).astype(np.int32)
    kept = np.flatnonzero(np.abs(whole).max(axis=1) > 0)
    places = {names[at]: place for place, at in enumerate(kept.tolist())}
    added = np.rint(always / step).astype(np.int32)
    return Model(
        labels, places, worth[kept], whole[kept], added, step, learnt_from, load_lexicon(), frozenset(places)
    )


def stored(model: Model) -> bytes:
    """Return a model as the bytes that `loaded` reads; the same model gives the same arrays."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        labels=_packed(model.labels),
        traits=_packed(tuple(model.places)),
        rarity=model.rarity.astype(np.uint8),
        weights=model.weights.astype(np.int8),
        always=model.always,
        step=np.float64(model.step),
        learnt_from=_packed((model.learnt_from,)),
    )
    return file.getvalue()


def loaded(content: bytes) -> Model:
    """Read a stored model. Raises ModelError."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            names = _unpacked(arrays["traits"])
            return Model(
                labels=tuple(_unpacked(arrays["labels"])),
                places={name: place for place, name in enumerate(names)},
                rarity=arrays["rarity"].astype(np.int64),
                weights=arrays["weights"].astype(np.int32),
                always=arrays["always"],
                step=float(arrays["step"]),
                learnt_from=_unpacked(arrays["learnt_from"])[0],
                lexicon=load_lexicon(),
                names=frozenset(names),
            )
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(f"the stored model is unreadable: {error!r}") from None


@cache
def load_model() -> Model:
    """Return the shipped model. Raises ModelError."""
    try:
        return loaded(files(__package__).joinpath("model.npz").read_bytes())
    except OSError as error:
        raise ModelError(f"the stored model is missing: {error!r}") from None


def _packed(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")
