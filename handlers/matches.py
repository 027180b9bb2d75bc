"""Which of the passages that were found are worth showing."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.context import Context
from knowledge.findings import Finding, Tier
from knowledge.passages import Passage

WORTH_SHOWING = 0.1
"""Confidence under which a match is noise: of the right second and third passages of the labelled policy
questions (tests/questions) none lay under it, but one in seven of all that would be shown.
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
