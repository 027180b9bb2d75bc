"""From evidence to confidence: two small logistic curves and the thresholds of the three tiers.

The figures are data (`calibration.toml`, written by `knowledge.refit`), not code.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from knowledge.evidence import Evidence
from knowledge.findings import Tier
from knowledge.language import LANGUAGES, Language
from knowledge.records import LibraryError

_DIGITS = 6  # beyond them, two machines' exponential functions may differ


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over the evidence: `weights` in the order of Evidence."""

    offset: float
    weights: tuple[float, ...]

    def at(self, evidence: Evidence) -> float:
        """Return the chance, 0 to 1, that the curve was fitted to tell."""
        slope = math.fsum(weight * figure for weight, figure in zip(self.weights, evidence, strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, self.offset + slope)))), _DIGITS)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below `choose_from` (of the chance that the policy states an answer) we say that it does not say; from
    `answer_from` (of the confidence) on we quote.
    """

    choose_from: float
    answer_from: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`stated` tells the chance that the policy states an answer at all, `right` the chance that the best
    passage is it when there is one; their product is the confidence.
    """

    stated: Curve
    right: Curve
    tiers: Mapping[Language, Thresholds]

    def tier(self, stated: float, confidence: float, language: Language) -> Tier:
        """Return what to do with these two chances."""
        thresholds = self.tiers[language]
        if stated < thresholds.choose_from:
            return "fallback"
        return "answer" if confidence >= thresholds.answer_from else "choose"


def load_calibration() -> Calibration:
    """Return the shipped calibration. Raises LibraryError when the file does not fit the evidence."""
    path = files("knowledge") / "calibration.toml"
    return read_calibration(tomllib.loads(path.read_text(encoding="utf-8")))


def read_calibration(table: Mapping[str, Any]) -> Calibration:
    """Return the calibration a table holds. Raises LibraryError when it does not fit the evidence."""
    try:
        tiers = {
            language: Thresholds(
                float(table["tiers"][language]["choose_from"]), float(table["tiers"][language]["answer_from"])
            )
            for language in LANGUAGES
        }
        return Calibration(_curve(table["stated"]), _curve(table["right"]), tiers)
    except (KeyError, TypeError, ValueError) as error:
        raise LibraryError(f"calibration.toml: {error}") from None


def _curve(table: Mapping[str, float]) -> Curve:
    if set(table) != {"offset", *Evidence._fields}:
        raise ValueError("the figures are not those of the evidence")
    return Curve(float(table["offset"]), tuple(float(table[figure]) for figure in Evidence._fields))
