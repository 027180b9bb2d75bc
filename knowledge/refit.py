"""Fits the calibration anew: `python -m knowledge.refit <files of labelled questions>`, into a new file that
then replaces `knowledge/calibration.toml`. `train_actions.jsonl` is left out and so tells how far it carries.

To be done after the scoring, the policy or its example questions changed. The thresholds are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.calibration import Calibration, Curve, load_calibration
from knowledge.evaluate import Question, load_questions
from knowledge.evidence import Evidence, best_places, evidence_of
from knowledge.library import load
from knowledge.passages import Corpus
from knowledge.scoring import Scorer

_STEPS = 60
_PULL_TO_ZERO = 0.5  # keeps the weights small where the evidence says nearly the same thing twice

HEADER = """\
# Written by knowledge.refit; do not edit but for the thresholds in [tiers], which are chosen by hand.
# Fitted by penalised logistic regression (L2 0.5, Newton's method) on the policy and out_of_scope rows of
# {files}: {rows} rows.
# `stated` tells policy rows from out_of_scope rows; `right`, on policy rows, whether the first passage is
# right.
"""


def fit(corpus: Corpus, rows: Iterable[Question], thresholds: tuple[float, float]) -> Calibration:
    """Return the calibration that tells these rows apart best, with the thresholds (choose, answer) given."""
    asked = _telling(rows)
    scorer = Scorer(corpus)
    passages = len(corpus.passages)
    scored = [scorer.score(row.text) for row in asked]
    evidence = [
        evidence_of(scores, passages, row.language) for row, scores in zip(asked, scored, strict=True)
    ]
    stated = [row.kind == "policy" for row in asked]
    right = [
        row.accepts(corpus.passages[best_places(scores.total[:passages], 1)[0]].id)
        for row, scores in zip(asked, scored, strict=True)
    ]
    among = [place for place, told in enumerate(stated) if told]
    return Calibration(
        _curve(evidence, stated),
        _curve([evidence[place] for place in among], [right[place] for place in among]),
        *thresholds,
    )


def written(calibration: Calibration) -> str:
    """Return a calibration as the TOML that `load_calibration` reads."""
    lines: list[str] = ["[tiers]"]
    lines += [f"choose_from = {calibration.choose_from}", f"answer_from = {calibration.answer_from}"]
    for name, curve in (("stated", calibration.stated), ("right", calibration.right)):
        lines += ["", f"[{name}]", f"offset = {curve.offset:.4f}"]
        weights = zip(Evidence._fields, curve.weights, strict=True)
        lines += [f"{figure} = {weight:.4f}" for figure, weight in weights]
    return "\n".join(lines) + "\n"


def main(names: Sequence[str]) -> None:
    """Print the calibration fitted on these files of labelled questions."""
    rows = [row for name in names for row in load_questions(Path(name))]
    kept = load_calibration()
    fitted = fit(load(), rows, (kept.choose_from, kept.answer_from))
    files = " ".join(Path(name).name for name in names)
    sys.stdout.write(HEADER.format(files=files, rows=len(_telling(rows))) + "\n" + written(fitted))


def _telling(rows: Iterable[Question]) -> list[Question]:
    return [row for row in rows if row.kind in {"policy", "out_of_scope"}]


def _curve(evidence: Sequence[Evidence], verdicts: Sequence[bool]) -> Curve:
    figures: npt.NDArray[np.float64] = np.column_stack([np.ones(len(evidence)), np.asarray(evidence)])
    truth = np.asarray(verdicts, np.float64)
    weights = np.zeros(figures.shape[1])
    pull = np.full(weights.size, _PULL_TO_ZERO)
    pull[0] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-figures @ weights))
        uphill = figures.T @ (chance - truth) + pull * weights
        bend = (figures * (chance * (1 - chance))[:, None]).T @ figures + np.diag(pull)
        weights -= np.linalg.solve(bend, uphill)
    return Curve(float(weights[0]), tuple(weights[1:].tolist()))


if __name__ == "__main__":
    main(sys.argv[1:])
