"""What a message wants, in one word: the label that stands out most, if any is sure enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.recognising.examples import RIGHTS, WISHES
from knowledge.recognising.model import Model, load_model

# A sentence alone says less than the whole message; small talk around a question says nothing at all.
_ONE_SENTENCE = 0.15
_WHOLE_ONLY = frozenset({"greeting", "thanks", "bye", "identity", "chitchat", "help"})
# What it takes to be heard: more where a mistake starts something, less where missing it would hurt. Chosen
# on the train files, in four folds.
LEAST: Mapping[str, float] = {
    "right": -0.2,
    "status": -0.1,
    "withdraw": -0.2,
    "human": -0.1,
    "incident": -0.15,
    "greeting": -0.05,
    "thanks": -0.1,
    "bye": -0.1,
    "identity": -0.1,
    "help": -0.1,
    "chitchat": 0.1,
    "others_data": 0.05,
    "abuse": -0.05,
    "injection": -0.1,
    "threat": -0.35,
    "distress": -0.35,
}
# Who is in danger is heard before everything else the message may say.
_FIRST: Mapping[str, float] = {"distress": 0.3, "threat": 0.3}
# A second right in the same sentence, and a wish in a second sentence, take more than the first.
_ANOTHER_RIGHT, _SURELY = 0.1, 1.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted (of WISHES), how loud (about 0: hardly, 1: as in the examples), and which of RIGHTS."""

    label: str
    score: float
    rights: tuple[str, ...] = ()


def wish(
    text: str,
    least: Mapping[str, float] = LEAST,
    weigh: Callable[[], Mapping[str, float]] | None = None,
    model: Model | None = None,
) -> Wish | None:
    """Return what a message wants beside an answer; None where it is a question. Total over any text.

    `least` is the score each of WISHES must pass to be heard. Where one does, `weigh` may be asked what each
    must pass after all.
    """
    scores = (model or load_model()).scores(text)
    heard = _loudest(scores, least)
    return _loudest(scores, weigh()) if heard and weigh else heard


def _loudest(scores: Sequence[Sequence[float]], least: Mapping[str, float]) -> Wish | None:
    label, heard, loudest = "", 0.0, float("-inf")
    for place, name in enumerate(WISHES):
        score = _score(scores, place, name)
        if score > least[name] and score + _FIRST.get(name, 0.0) > loudest:
            label, heard, loudest = name, score, score + _FIRST.get(name, 0.0)
    if not label:
        return None
    return Wish(label, heard, _rights(scores) if label == "right" else ())


def _score(scores: Sequence[Sequence[float]], place: int, name: str) -> float:
    whole = scores[0][place]
    if len(scores) == 1 or name in _WHOLE_ONLY:
        return whole
    return max(whole, max(sentence[place] for sentence in scores[1:]) - _ONE_SENTENCE)


def _rights(scores: Sequence[Sequence[float]]) -> tuple[str, ...]:
    """Return the rights of the sentences that wish for one; of long stories most sentences do not."""
    wishing = WISHES.index("right")
    best = max(scores, key=lambda one: one[wishing])
    told = [one[len(WISHES) :] for one in scores if one is best or one[wishing] > _SURELY]
    first = {max(range(len(RIGHTS)), key=one.__getitem__) for one in told}
    return tuple(
        right
        for place, right in enumerate(RIGHTS)
        if place in first or any(one[place] > _ANOTHER_RIGHT for one in told)
    )
