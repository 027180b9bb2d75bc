"""Confidence comes from figures that fit the evidence, and the tiers from two thresholds."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from knowledge.calibration import Calibration, Curve, load_calibration, read_calibration
from knowledge.evaluate import Question
from knowledge.evidence import Evidence
from knowledge.findings import Tier
from knowledge.library import load
from knowledge.records import LibraryError
from knowledge.refit import fit, written

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
    assert Calibration(FLAT, FLAT, choose_from=0.4, answer_from=0.6).tier(stated, confidence) == tier


def test_what_is_written_is_read_again() -> None:
    """A refit can replace the shipped file."""
    shipped = load_calibration()

    assert read_calibration(tomllib.loads(written(shipped))) == shipped


@pytest.mark.parametrize(
    "spoil",
    [
        lambda table: table.pop("tiers"),
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


def test_a_fit_tells_what_it_was_shown_apart() -> None:
    """Examples of passages come out as stated, examples of known unknowns do not."""
    corpus = load()
    rows = [Question("p", p.questions["en"][0], "en", "policy", (p.id,)) for p in corpus]
    rows += [Question("u", entry.questions["en"][0], "en", "out_of_scope") for entry in corpus.unstated]

    fitted = fit(corpus, rows, (0.4, 0.6))

    assert fitted.choose_from == 0.4
    assert fitted.stated.weights[Evidence._fields.index("lead_over_silent")] > 0
