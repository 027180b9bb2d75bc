"""How well a finder answers labelled questions. The format of the rows: tests/questions/README.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.findings import Finder, Finding
from knowledge.language import LANGUAGES, Language

_TOP = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question: `sections` are the acceptable passages, best first, of a `policy` row; `private`
    marks an `out_of_scope` row about privacy, which the policy leaves open.
    """

    id: str
    text: str
    language: Language
    kind: str
    sections: tuple[str, ...] = ()
    private: bool = False

    def accepts(self, passage_id: str) -> bool:
        """Tell whether a passage answers; one within an acceptable passage does, one around it does not."""
        return any(_within(passage_id, section) for section in self.sections)

    def best(self, passage_id: str) -> bool:
        """Tell whether a passage is the best answer, or within it."""
        return _within(passage_id, self.sections[0])


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        """The share, 0 to 1; 0 of nothing is 0."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{self.rate:6.1%} ({self.part}/{self.whole})"


@dataclass(frozen=True, slots=True)
class LanguageScores:
    """What was measured over the rows of one language, or of all.

    Over `policy` rows: the first quoted passage is acceptable (`top_1`), one of the first three is (`top_3`),
    the first is the very best (`best_hit`); `answered` were quoted right away, `answered_right` of those
    rightly; `false_fallback` were told that the policy does not say. Over `out_of_scope` rows, plain ones
    and open privacy questions apart: a passage was given as the answer.
    """

    top_1: Share
    top_3: Share
    best_hit: Share
    answered: Share
    answered_right: Share
    false_fallback: Share
    wrong_answers_plain: Share
    wrong_answers_privacy: Share

    @property
    def wrong_answers(self) -> Share:
        """Out-of-scope rows of either sort that were given a passage as the answer."""
        plain, privacy = self.wrong_answers_plain, self.wrong_answers_privacy
        return Share(plain.part + privacy.part, plain.whole + privacy.whole)


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured, in all and per language."""

    overall: LanguageScores
    by_language: dict[Language, LanguageScores]

    def __str__(self) -> str:
        columns: list[tuple[str, LanguageScores]] = [("all", self.overall), *self.by_language.items()]
        lines = [f"{'':24}" + "".join(f"{name:>20}" for name, _ in columns)]
        for name in (*LanguageScores.__slots__, "wrong_answers"):
            shares = "".join(f"{getattr(column, name)!s:>20}" for _, column in columns)
            lines.append(f"{name.replace('_', ' '):24}{shares}")
        return "\n".join(lines)


def load_questions(path: Path) -> tuple[Question, ...]:
    """Return the labelled questions of a JSON-lines file. Raises ValueError naming the line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(
        _question(f"{path.name}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()
    )


def evaluate(finder: Finder, rows: Iterable[Question]) -> Scores:
    """Ask every row about the policy or out of its scope; other kinds are not a finder's work."""
    results = [
        (row, finder.find(row.text, row.language)) for row in rows if row.kind in {"policy", "out_of_scope"}
    ]
    by_language: dict[Language, LanguageScores] = {
        language: _score([result for result in results if result[0].language == language])
        for language in LANGUAGES
    }
    return Scores(_score(results), by_language)


def _question(place: str, line: str) -> Question:
    try:
        row = json.loads(line)
        expect = row["expect"]
        return Question(
            id=row["id"],
            text=row["text"],
            language=row["lang"],
            kind=row["kind"],
            sections=tuple(expect["sections"]) if row["kind"] == "policy" else (),
            private=bool(expect.get("offer_escalation")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{place} is no labelled question: {error!r}") from None


def _score(results: Sequence[tuple[Question, Finding]]) -> LanguageScores:
    policy = [(row, finding) for row, finding in results if row.kind == "policy"]
    answered = [(row, finding) for row, finding in policy if finding.tier == "answer"]
    plain = [finding for row, finding in results if row.kind != "policy" and not row.private]
    privacy = [finding for row, finding in results if row.kind != "policy" and row.private]
    return LanguageScores(
        top_1=_share(_accepted(row, finding, 1) for row, finding in policy),
        top_3=_share(_accepted(row, finding, _TOP) for row, finding in policy),
        best_hit=_share(_best_hit(row, finding) for row, finding in policy),
        answered=Share(len(answered), len(policy)),
        answered_right=_share(_accepted(row, finding, 1) for row, finding in answered),
        false_fallback=_share(finding.tier == "fallback" for _, finding in policy),
        wrong_answers_plain=_share(finding.tier == "answer" for finding in plain),
        wrong_answers_privacy=_share(finding.tier == "answer" for finding in privacy),
    )


def _accepted(row: Question, finding: Finding, among: int) -> bool:
    return any(row.accepts(match.passage_id) for match in finding.matches[:among])


def _best_hit(row: Question, finding: Finding) -> bool:
    return any(row.best(match.passage_id) for match in finding.matches[:1])


def _share(verdicts: Iterable[bool]) -> Share:
    told = list(verdicts)
    return Share(sum(told), len(told))


def _within(passage_id: str, section: str) -> bool:
    return passage_id == section or passage_id.startswith(f"{section}.")
