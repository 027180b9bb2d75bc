"""Confidence comes from figures that fit the evidence, and the tiers from two thresholds per language."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from knowledge.calibration import Calibration, Curve, Thresholds, load_calibration, read_calibration
from knowledge.evidence import Evidence
from knowledge.exemplars import Exemplar
from knowledge.findings import Tier
from knowledge.holding_out import HeldOut
from knowledge.language import LANGUAGES
from knowledge.library import load
from knowledge.records import LibraryError
from knowledge.refit import fit, written
from knowledge.scoring import Scores

CORPUS = load()
ENTRIES = range(len(CORPUS.passages) + len(CORPUS.unstated))
FLAT = Curve(0.0, (0.0,) * len(Evidence._fields))


@pytest.mark.parametrize(
    ("stated", "confidence", "tier"),
    [
        (0.39, 0.39, "fallback"),
        (0.4, 0.0, "choose"),
        (1.0, 0.59, "choose"),
        (1.0, 0.6, "answer"),
        (0.0, 0.0, "fallback"),
    ],
)
def test_the_tier_follows_from_two_thresholds(stated: float, confidence: float, tier: Tier) -> None:
    """First whether the policy states it at all, then whether the first passage is sure enough."""
    tiers = {"en": Thresholds(0.4, 0.6), "ja": Thresholds(1.0, 1.0)}

    assert Calibration(FLAT, FLAT, {**tiers}).tier(stated, confidence, "en") == tier  # type: ignore[dict-item]


def test_what_is_written_is_read_again() -> None:
    """A refit can replace the shipped file."""
    shipped = load_calibration()

    assert read_calibration(tomllib.loads(written(shipped))) == shipped


@pytest.mark.parametrize(
    "spoil",
    [
        lambda table: table.pop("tiers"),
        lambda table: table["tiers"].pop("ja"),
        lambda table: table["right"].pop("coverage"),
        lambda table: table["stated"].update(mood=1.0),
        lambda table: table["stated"].update(offset="high"),
    ],
)
def test_figures_that_do_not_fit_the_evidence_are_refused(spoil: Any) -> None:
    """A calibration of another version is not used by accident."""
    table = tomllib.loads(written(load_calibration()))
    spoil(table)

    with pytest.raises(LibraryError, match=r"calibration\.toml"):
        read_calibration(table)


def held(place: int, likely: int, *, source: str = "message") -> HeldOut:
    """Return a question about the entry at this place, for which another (or the same) scored highest."""
    total = np.zeros(len(ENTRIES))
    total[likely] = 1.0
    language = LANGUAGES[place % 2]
    return HeldOut(Exemplar("key", (place,), language, source), Scores(total, total, 1.0, 20))


def test_a_fit_tells_apart_what_the_scores_tell_apart() -> None:
    """Where what is not stated scores high, the chance that the policy states it falls."""
    fitted = fit(CORPUS, [held(place, place) for place in ENTRIES])

    weights = dict(zip(Evidence._fields, fitted.stated.weights, strict=True))
    assert weights["lead_over_silent"] > 0 > weights["silent"]


def test_the_thresholds_are_chosen_on_messages_and_not_on_the_examples() -> None:
    """Examples are written by those who wrote the passages: they say nothing about strangers."""
    messages = [held(place, place) for place in ENTRIES]
    examples = [held(place, (place + 1) % len(ENTRIES), source="") for place in ENTRIES]
    examples += [replace(row, exemplar=replace(row.exemplar, key="other")) for row in examples]

    tiers = fit(CORPUS, [*messages, *examples]).tiers

    assert all(0 < tiers[language].answer_from < 1 for language in LANGUAGES)
    assert all(0 < tiers[language].choose_from < 1 for language in LANGUAGES)
