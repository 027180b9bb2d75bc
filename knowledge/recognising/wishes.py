"""What a message wants, in one word: the label that stands out most, if any is sure enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.recognising.examples import RIGHTS, WISHES
from knowledge.recognising.model import Model, load_model

# A sentence alone says less than the whole message; small talk around a question says nothing at all.
_ONE_SENTENCE = 0.15
_WHOLE_ONLY = frozenset({"greeting", "thanks", "bye", "identity", "chitchat", "help"})
_LEAST: Mapping[str, float] = {"right": 0.15, "abuse": 0.1, "others_data": 0.1, "injection": 0.1}
_ANOTHER_RIGHT = 0.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted (of WISHES), how far its score lies above what it takes, and which of RIGHTS."""

    label: str
    margin: float
    rights: tuple[str, ...] = ()


def wish(text: str, model: Model | None = None) -> Wish | None:
    """Return what a message wants beside an answer; None where it is a question. Total over any text."""
    whole, best = (model or load_model()).scores(text)
    label, margin = "", 0.0
    for place, name in enumerate(WISHES):
        score = whole[place] if name in _WHOLE_ONLY else max(whole[place], best[place] - _ONE_SENTENCE)
        above = score - _LEAST.get(name, 0.0)
        if above > margin:
            label, margin = name, above
    if not label:
        return None
    rights = tuple(best[len(WISHES) :])
    return Wish(label, margin, _rights(rights) if label == "right" else ())


def _rights(scores: tuple[float, ...]) -> tuple[str, ...]:
    likeliest = max(scores)
    return tuple(
        right
        for right, score in zip(RIGHTS, scores, strict=True)
        if score == likeliest or score > _ANOTHER_RIGHT
    )
