"""Which of the passages that were found are worth showing, and what is offered beside an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.context import Context
from knowledge.findings import Finding, Tier
from knowledge.passages import Passage

WORTH_SHOWING = 0.1
"""Confidence under which a match is noise: of the right second and third passages of the labelled policy
questions (tests/questions) none lay under it, but one in seven of all that would be shown.
"""

WORTH_OFFERING = 0.2
"""Confidence from which a second or third match is offered beside an answer before what is related to it. Of
the labelled policy questions that name several passages, a match above it was one of these in 94 of 116
cases, one between 0.1 and 0.2 in 22 of 96, and the first passage related to the answer in 204 of 370.
"""

_ALWAYS_SHOWN: Mapping[Tier, int] = {"answer": 1, "choose": 2, "fallback": 0}


def worth_showing(finding: Finding, most: int, ctx: Context) -> list[Passage]:
    """Return the best passages, at most `most`; an answer and a choice always have something to show."""
    always = _ALWAYS_SHOWN[finding.tier]
    kept = [
        match
        for place, match in enumerate(finding.matches[:most])
        if match.confidence >= WORTH_SHOWING or place < always
    ]
    return [ctx.corpus.passage(match.passage_id) for match in kept]


def beside(answer: Passage, finding: Finding | None, most: int, ctx: Context) -> Sequence[Passage]:
    """Return what to offer beside an answer: what else is likely, then what belongs with the answer."""
    likely = [
        match.passage_id
        for match in (finding.matches if finding else ())[: most + 1]
        if match.confidence >= WORTH_OFFERING
    ]
    offered = [
        one for one in dict.fromkeys((*likely, *answer.related)) if one != answer.id and one in ctx.corpus
    ]
    return [ctx.corpus.passage(one) for one in offered[:most]]
