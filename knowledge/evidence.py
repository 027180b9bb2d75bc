"""What tells, about one scored question, whether its best passage can be trusted."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from knowledge.index import Floats
from knowledge.language import Language
from knowledge.scoring import Scores


class Evidence(NamedTuple):
    """The figures the calibration weighs, by the names its file uses.

    `first` and `second` are the best passages by total score. `silent` is the best of what the policy is
    known not to state; its figures are 0 where a corpus names nothing of the kind.
    """

    first_ranked: float
    first_ranked_lead: float
    first_lead: float
    first_like: float
    first_spelled: float
    silent_ranked: float
    silent_like: float
    silent_spelled: float
    lead_over_silent: float
    all_passages: float
    all_silent: float
    coverage: float
    log_length: float
    japanese: float


def evidence_of(scores: Scores, passages: int, language: Language) -> Evidence:
    """Weigh the best passages, among the first `passages` entries, against each other and the silence."""
    total, ranked = scores.total, scores.ranked
    first, second = best_places(total[:passages], 2)
    silent = passages + int(total[passages:].argmax()) if total.size > passages else None

    def silent_of(values: Floats) -> float:
        return 0.0 if silent is None else float(values[silent])

    return Evidence(
        first_ranked=float(ranked[first]),
        first_ranked_lead=float(ranked[first] - ranked[second]),
        first_lead=float(total[first] - total[second]),
        first_like=float(scores.like[first]),
        first_spelled=float(scores.spelled[first]),
        silent_ranked=silent_of(ranked),
        silent_like=silent_of(scores.like),
        silent_spelled=silent_of(scores.spelled),
        lead_over_silent=float(total[first]) - silent_of(total),
        all_passages=float(np.maximum(ranked[:passages], 0).sum()),
        all_silent=float(np.maximum(ranked[passages:], 0).sum()),
        coverage=scores.coverage,
        log_length=math.log1p(scores.length),
        japanese=float(language == "ja"),
    )


def best_places(total: Floats, count: int) -> list[int]:
    """Return the places of the highest scores, best first, the earlier one on a tie.

    With fewer scores than asked for, the last place is repeated.
    """
    places: list[int] = np.argsort(-total, kind="stable")[:count].tolist()
    return places + places[-1:] * (count - len(places))
