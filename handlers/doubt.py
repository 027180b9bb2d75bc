"""Where a message may be a wish or a question, what the policy says about it decides.

The surer a passage answers a message, the louder a wish in it must be to be heard: nothing is started, and
nobody alarmed, by somebody who only asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.context import Context
from handlers.intents import Intent, beyond_policy, wanted
from knowledge.findings import Finding
from knowledge.recognising.wishes import LEAST

SURE_WISH = 0.9
_SURE_ANSWER = 0.96
_NEVER_QUESTIONS = frozenset({"distress", "threat", "injection", "abuse", "others_data", "withdraw"})
ABOUT_WISHES = frozenset({"9", "13"})  # the passages on rights and on where people are reached


@dataclass(frozen=True, slots=True)
class _Doubt:
    """How loud a wish must be: `least`, and more the surer a passage `answers`, or one of those `about` such
    wishes does, where the policy is known to be `silent`, and where the message `asks` (a question mark).
    """

    least: float
    answers: float
    about: float
    silent: float
    asks: float


# Logistic regressions on what every file of labelled messages gets from a model and a ranking that have not
# seen it (`python -m benchmarks.doubts`), then moved towards fewer false starts.
_DOUBTS: Mapping[str, _Doubt] = {
    "right": _Doubt(least=-0.68, answers=0.89, about=0.70, silent=0.58, asks=0.67),
    "human": _Doubt(least=-0.62, answers=0.52, about=0.39, silent=0.49, asks=0.37),
    "incident": _Doubt(least=-0.62, answers=0.52, about=0.39, silent=0.49, asks=0.37),
}


_UNDER_WHICH_NOTHING_IS_HEARD = {**LEAST, **{name: doubt.least for name, doubt in _DOUBTS.items()}}


def heard(text: str, ctx: Context) -> Intent:
    """Say what a message wants; a question where the policy speaks for one.

    The rights that the law adds are only heard where a request can be taken: elsewhere the policy answers.
    """
    intent = wanted(text, _UNDER_WHICH_NOTHING_IS_HEARD, lambda: _least(text, ctx.find(text)))
    return beyond_policy.refined(intent, text) if ctx.takes_requests else intent


def _least(text: str, finding: Finding) -> dict[str, float]:
    """Return how loud each wish must be to be heard in a message of which this was found."""
    about = bool(finding.matches) and finding.matches[0].passage_id in ABOUT_WISHES
    answered = finding.tier == "answer" and finding.confidence >= _SURE_ANSWER and not about
    least = {name: _unless_answered(name, answered=answered) for name in LEAST}
    for name, doubt in _DOUBTS.items():
        speaks_for_a_question = (doubt.about if about else doubt.answers) * finding.confidence
        silent = doubt.silent * (finding.unstated is not None)
        least[name] = doubt.least + speaks_for_a_question + silent + doubt.asks * asks(text)
    return least


def _unless_answered(name: str, *, answered: bool) -> float:
    return max(LEAST[name], SURE_WISH) if answered and name not in _NEVER_QUESTIONS else LEAST[name]


def asks(text: str) -> bool:
    """Tell whether a message has a question mark of either width."""
    return "?" in text or "？" in text
