"""What the thresholds trade: measured on messages people wrote, each scored by a ranking without it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from knowledge.calibration import load_calibration
from knowledge.evidence import evidence_of, kin_of
from knowledge.holding_out import HeldOut, held_out
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus
from knowledge.refit import first_is_right

HEADER = """\
| confidence from | answered | of those right | false answers |
| --- | --- | --- | --- |"""

_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
Row = tuple[float, bool, bool]


def tiers(corpus: Corpus) -> Iterator[str]:
    """Yield, per language, what would be answered from each confidence on."""
    rows = [row for row in held_out(corpus) if row.exemplar.source]
    shipped = load_calibration().tiers
    for language in LANGUAGES:
        chosen = shipped[language]
        yield f"### {language}: answer from {chosen.answer_from}, ask back from {chosen.choose_from}\n"
        yield HEADER
        yield from (_line(step, list(_rows(corpus, rows, language))) for step in _STEPS)
        yield ""


def _rows(corpus: Corpus, rows: list[HeldOut], language: Language) -> Iterator[Row]:
    calibration, kin = load_calibration(), kin_of(corpus)
    for row in rows:
        if row.exemplar.language == language:
            evidence = evidence_of(row.scores, kin, language)
            confidence = calibration.stated.at(evidence) * calibration.right.at(evidence)
            stated = row.exemplar.entries[0] < len(corpus.passages)
            yield confidence, stated, stated and first_is_right(corpus, row)


def _line(step: float, rows: list[Row]) -> str:
    answered = [right for confidence, stated, right in rows if stated and confidence >= step]
    stated = sum(1 for row in rows if row[1])
    falsely = np.mean([confidence >= step for confidence, told, _ in rows if not told])
    right = np.mean(answered) if answered else 0.0
    return f"| {step} | {len(answered) / stated:.1%} | {right:.1%} | {falsely:.1%} |"
