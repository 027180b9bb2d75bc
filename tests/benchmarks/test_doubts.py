"""The fit finds again how loud a wish must be where that is known."""

from __future__ import annotations

import random

import pytest

from benchmarks.doubts import Heard, fitted


def test_planted_figures_are_found_again() -> None:
    chance = random.Random(7)  # noqa: S311 - the same every time, no secret
    rows = []
    for _ in range(4_000):
        score, against = chance.uniform(-1, 2), tuple(chance.random() for _ in range(4))
        beyond = score - (-0.5 + 0.8 * against[0] + 0.6 * against[1] + 0.4 * against[2] + 0.2 * against[3])
        rows.append(Heard("right", score, against, wanted=beyond + chance.gauss(0, 0.05) > 0))

    found = fitted(rows)

    expected = {"least": -0.5, "answers": 0.8, "about": 0.6, "silent": 0.4, "asks": 0.2}
    assert found == pytest.approx(expected, abs=0.05)
