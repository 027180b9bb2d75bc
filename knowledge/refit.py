"""Fits the calibration anew: `python -m knowledge.refit > calibration.toml`, which then replaces
`knowledge/calibration.toml`. To be done after the ranking or much of the knowledge changed; takes a minute.

Everything is fitted on scores of rankings that had not seen the question (`knowledge.holding_out`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from knowledge.calibration import Calibration, Curve, Thresholds
from knowledge.evidence import Evidence, best_places, evidence_of, kin_of
from knowledge.holding_out import HeldOut, held_out
from knowledge.language import LANGUAGES, Language
from knowledge.library import load
from knowledge.passages import Corpus

_STEPS = 60
_PULL_TO_ZERO = 2.0  # keeps the weights small where the evidence says nearly the same thing twice
# What the thresholds are chosen by, on messages people wrote: so many of those about what the policy does not
# state may be answered with a passage, and so many about the policy may be told that it does not say.
WRONGLY_ANSWERED = 0.04
WRONGLY_REFUSED = 0.03

HEADER = """\
# Written by knowledge.refit; do not edit. Fitted by penalised logistic regression (L2 {pull}, Newton's
# method) on {rows} questions, each scored by a ranking that had not seen it. `stated` tells questions about
# passages from others; `right`, among the former, whether the first passage is right. The thresholds let
# {wrong:.0%} of the messages about what is not stated be answered, and refuse {lost:.0%} of those about
# the policy.
"""


def fit(corpus: Corpus, rows: Sequence[HeldOut]) -> Calibration:
    """Return the calibration that tells these rows apart best, with thresholds chosen on the messages."""
    passages = len(corpus.passages)
    kin = kin_of(corpus)
    evidence = [evidence_of(row.scores, kin, row.exemplar.language) for row in rows]
    stated = [row.exemplar.entries[0] < passages for row in rows]
    among = [place for place, told in enumerate(stated) if told]
    curves = (
        curve_of(evidence, stated),
        curve_of(
            [evidence[place] for place in among], [first_is_right(corpus, rows[place]) for place in among]
        ),
    )
    chances = [(curves[0].at(each), curves[0].at(each) * curves[1].at(each)) for each in evidence]
    tiers: dict[Language, Thresholds] = {}
    for language in LANGUAGES:
        mine = [
            (chance, told)
            for chance, told, row in zip(chances, stated, rows, strict=True)
            if row.exemplar.source and row.exemplar.language == language
        ]
        tiers[language] = _thresholds(mine)
    return Calibration(*curves, tiers)


def written(calibration: Calibration) -> str:
    """Return a calibration as the TOML that `load_calibration` reads."""
    lines: list[str] = []
    for language, chosen in calibration.tiers.items():
        lines += [f"[tiers.{language}]", f"choose_from = {chosen.choose_from}"]
        lines += [f"answer_from = {chosen.answer_from}", ""]
    for name, curve in (("stated", calibration.stated), ("right", calibration.right)):
        lines += [f"[{name}]", f"offset = {curve.offset:.4f}"]
        weights = zip(Evidence._fields, curve.weights, strict=True)
        lines += [*(f"{figure} = {weight:.4f}" for figure, weight in weights), ""]
    return "\n".join(lines[:-1]) + "\n"


def main() -> None:
    """Print the calibration of the shipped policy."""
    corpus = load()
    rows = list(held_out(corpus))
    header = HEADER.format(pull=_PULL_TO_ZERO, rows=len(rows), wrong=WRONGLY_ANSWERED, lost=WRONGLY_REFUSED)
    sys.stdout.write(header + "\n" + written(fit(corpus, rows)))


def first_is_right(corpus: Corpus, row: HeldOut) -> bool:
    """Tell whether the best passage answers a question that some passage answers."""
    first = best_places(row.scores.total[: len(corpus.passages)], 1)[0]
    passage_id = corpus.passages[first].id
    wanted = [corpus.passages[place].id for place in (*row.exemplar.entries, *row.exemplar.also)]
    return any(passage_id == each or passage_id.startswith(f"{each}.") for each in wanted)


def _thresholds(mine: Iterable[tuple[tuple[float, float], bool]]) -> Thresholds:
    rows = list(mine)
    silent = [confidence for (_, confidence), stated in rows if not stated]
    told = [chance for (chance, _), stated in rows if stated]
    return Thresholds(
        choose_from=round(_quantile(told, WRONGLY_REFUSED), 3),
        answer_from=round(_quantile(silent, 1 - WRONGLY_ANSWERED), 3),
    )


def _quantile(values: Sequence[float], share: float) -> float:
    return float(np.quantile(np.asarray(values), share)) if values else 0.5


def curve_of(
    evidence: Sequence[Sequence[float]], verdicts: Sequence[bool], pull_to_zero: float = _PULL_TO_ZERO
) -> Curve:
    """Return the logistic curve over these figures that tells the true verdicts best.

    `pull_to_zero` is the L2 penalty of every weight but the offset.
    """
    figures: npt.NDArray[np.float64] = np.column_stack([np.ones(len(evidence)), np.asarray(evidence)])
    truth = np.asarray(verdicts, np.float64)
    weights = np.zeros(figures.shape[1])
    pull = np.full(weights.size, pull_to_zero)
    pull[0] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-figures @ weights))
        uphill = figures.T @ (chance - truth) + pull * weights
        bend = (figures * (chance * (1 - chance))[:, None]).T @ figures + np.diag(pull)
        weights -= np.linalg.solve(bend, uphill)
    return Curve(float(weights[0]), tuple(weights[1:].tolist()))


if __name__ == "__main__":
    main()
