"""What the thresholds trade: measured on messages people wrote, each scored by a ranking without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.svg import Chart, Line
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
_SPOKEN: Mapping[Language, str] = {"ja": "Japanese", "en": "English"}
Row = tuple[float, bool, bool]  # confidence; the policy states it; the first passage is right


@dataclass(frozen=True, slots=True)
class Traded:
    """Shares, 0 to 1, where all from a confidence on are answered: of the questions about the policy those
    answered and, of these, the right ones; of the others those answered all the same.
    """

    answered: float
    right: float
    falsely: float


def rows_by_language(corpus: Corpus) -> dict[Language, list[Row]]:
    """Return how sure each message of either language was answered, and whether rightly."""
    rows = [row for row in held_out(corpus) if row.exemplar.source]
    return {language: list(_rows(corpus, rows, language)) for language in LANGUAGES}


def tiers(told: Mapping[Language, Sequence[Row]]) -> Iterator[str]:
    """Yield, per language, what would be answered from each confidence on, and its picture."""
    for language, rows in told.items():
        chosen = load_calibration().tiers[language]
        yield f"### {language}: answered from {chosen.answer_from}\n"
        yield f"![{_described(language, rows)}](images/{picture_name(language)})\n"
        yield HEADER
        yield from (_line(step, traded(rows, step)) for step in _STEPS)
        yield ""


def picture_name(language: Language) -> str:
    """Return the name of the picture's file, in docs/images."""
    return f"trade-off-{language}.svg"


def picture(language: Language, rows: Sequence[Row]) -> str:
    """Return the SVG of what a language's threshold trades."""
    steps = [step / 100 for step in range(30, 100)]
    each = [traded(rows, step) for step in steps]
    chosen = load_calibration().tiers[language].answer_from
    return str(
        Chart(
            title=f"What is answered from which confidence on, {_SPOKEN[language]}",
            described=_described(language, rows),
            across="confidence from which the passage is quoted",
            upwards="share of the messages",
            first=0.3,
            last=1.0,
            mark=(f"chosen: {chosen}", chosen),
            lines=(
                Line(
                    "answered rightly, of what the policy states",
                    [(step, one.answered * one.right) for step, one in zip(steps, each, strict=True)],
                ),
                Line(
                    "answered all the same, of what it does not state",
                    [(step, one.falsely) for step, one in zip(steps, each, strict=True)],
                ),
            ),
        )
    )


def traded(rows: Sequence[Row], step: float) -> Traded:
    """Return what comes about where all from this confidence on are answered."""
    answered = [right for confidence, stated, right in rows if stated and confidence >= step]
    stated = sum(1 for row in rows if row[1])
    falsely = np.mean([confidence >= step for confidence, told, _ in rows if not told])
    right = np.mean(answered) if answered else 0.0
    return Traded(len(answered) / stated, float(right), float(falsely))


def _rows(corpus: Corpus, rows: list[HeldOut], language: Language) -> Iterator[Row]:
    calibration, kin = load_calibration(), kin_of(corpus)
    for row in rows:
        if row.exemplar.language == language:
            evidence = evidence_of(row.scores, kin, language)
            confidence = calibration.stated.at(evidence) * calibration.right.at(evidence)
            stated = row.exemplar.entries[0] < len(corpus.passages)
            yield confidence, stated, stated and first_is_right(corpus, row)


def _described(language: Language, rows: Sequence[Row]) -> str:
    chosen = load_calibration().tiers[language].answer_from
    here = traded(rows, chosen)
    return (
        f"In {_SPOKEN[language]}, from the chosen confidence of {chosen} on, "
        f"{here.answered * here.right:.0%} of the messages about what the policy states are answered rightly "
        f"at once, and {here.falsely:.1%} of the others are answered all the same. A higher threshold lowers "
        "both."
    )


def _line(step: float, told: Traded) -> str:
    return f"| {step} | {told.answered:.1%} | {told.right:.1%} | {told.falsely:.1%} |"
