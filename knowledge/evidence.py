"""What tells, about one scored message, whether its best passage can be trusted."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.language import Language
from knowledge.passages import Corpus
from knowledge.ranking import Floats
from knowledge.scoring import Scores

Kin = npt.NDArray[np.bool_]


class Evidence(NamedTuple):
    """The figures the calibration weighs, by the names its file uses.

    `first` is the best passage, and its lead is over the next that is neither above nor below it in the
    document. `silent` is the best of what the policy is known not to state; its figures are 0 where a corpus
    names nothing of the kind.
    """

    first: float
    first_lead: float
    silent: float
    silent_lead: float
    lead_over_silent: float
    all_passages: float
    all_silent: float
    coverage: float
    log_length: float
    japanese: float


def evidence_of(scores: Scores, kin: Kin, language: Language) -> Evidence:
    """Weigh the best passages against each other and the silence; `kin` has a row and column per passage."""
    passages = len(kin)
    stated, unstated = scores.total[:passages], scores.total[passages:]
    place = int(stated.argmax())
    first = float(stated[place])
    others = stated[~kin[place]]
    silent, next_silent = _two_best(unstated)
    return Evidence(
        first=first,
        first_lead=first - float(others.max()) if others.size else 0.0,
        silent=silent,
        silent_lead=silent - next_silent,
        lead_over_silent=first - silent,
        all_passages=_speaking(stated),
        all_silent=_speaking(unstated),
        coverage=scores.coverage,
        log_length=math.log1p(scores.length),
        japanese=float(language == "ja"),
    )


def kin_of(corpus: Corpus) -> Kin:
    """Return which passages are the same, or one directly below the other; shape (passages, passages)."""
    lines = [(passage.id, passage.parent) for passage in corpus]
    return np.array([[other in {one, above} or one == over for other, over in lines] for one, above in lines])


def best_places(total: Floats, count: int) -> list[int]:
    """Return the places of the highest scores, best first, the earlier one on a tie."""
    places: list[int] = np.argsort(-total, kind="stable")[:count].tolist()
    return places


def _two_best(values: Floats) -> tuple[float, float]:
    if values.size == 0:
        return 0.0, 0.0
    best: list[float] = np.sort(values)[-2:].tolist()
    return best[-1], best[0]


def _speaking(values: Floats) -> float:
    return math.fsum(value for value in values.tolist() if value > 0)
