"""Fits the figures of `handlers/doubt.py`: `python -m benchmarks.doubts`, by hand; takes some minutes.

Every file of labelled messages is scored by a ranking and a model of wishes that have not seen it. Rows count
where the wish in question is the loudest of all, however quiet, and whose label says what is wanted; told
apart are those that want anything from those that only ask. What is printed is how loud the wish must be:
`least`, and more by each of the others, in the model's own scores.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.match_unseen import Unseen, ask_each
from handlers.doubt import ABOUT_WISHES, asks
from knowledge.labelled import Question
from knowledge.language import language_of
from knowledge.recognising.examples import WISHES, labels_of
from knowledge.recognising.wishes import wish
from knowledge.refit import curve_of

GROUPS: Mapping[str, frozenset[str]] = {
    "right": frozenset({"right"}),
    "human, incident": frozenset({"human", "incident"}),
}
FIGURES = ("answers", "about", "silent", "asks")
_PULL_TO_ZERO = 0.1  # five figures that say different things need little of it
_HOWEVER_QUIET = dict.fromkeys(WISHES, -math.inf)


@dataclass(frozen=True, slots=True)
class Heard:
    """The loudest wish of a message, its score, FIGURES of what speaks against it, and whether it is one."""

    label: str
    score: float
    against: tuple[float, ...]
    wanted: bool


def heard(unseen: Unseen) -> list[Heard]:
    """Return the loudest wish of each row whose label says what is wanted."""
    lines = map(json.loads, unseen.path.read_text(encoding="utf-8").splitlines())
    labels = {row["id"]: labels_of(row) for row in lines}
    told = ((row, labels[row.id]) for row in unseen.rows)
    return [one for row, wants in told if wants is not None for one in _loudest(unseen, row, bool(wants))]


def fitted(rows: Sequence[Heard]) -> dict[str, float]:
    """Return `least` and FIGURES, by penalised logistic regression, in steps of the wish's score."""
    curve = curve_of([(row.score, *row.against) for row in rows], [row.wanted for row in rows], _PULL_TO_ZERO)
    loud, *against = curve.weights
    figures = {"least": -curve.offset / loud}
    return figures | {name: -each / loud for name, each in zip(FIGURES, against, strict=True)}


def main() -> None:
    """Print the figures of each group."""
    rows = [one for _, told in ask_each(heard) for one in told]
    for name, labels in GROUPS.items():
        mine = [row for row in rows if row.label in labels]
        figures = " ".join(f"{figure}={value:.2f}" for figure, value in fitted(mine).items())
        print(f"{name}: {figures} ({len(mine)} rows, {sum(row.wanted for row in mine)} of them wishes)")


def _loudest(unseen: Unseen, row: Question, wanted: bool) -> Iterator[Heard]:
    found = unseen.finder.find(row.text, language_of(row.text) or row.language)
    about = bool(found.matches) and found.matches[0].passage_id in ABOUT_WISHES
    against = (
        0.0 if about else found.confidence,
        found.confidence if about else 0.0,
        float(found.unstated is not None),
        float(asks(row.text)),
    )
    loudest = wish(row.text, _HOWEVER_QUIET, model=unseen.model)
    if loudest:
        yield Heard(loudest.label, loudest.score, against, wanted)


if __name__ == "__main__":
    main()
