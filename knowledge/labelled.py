"""Labelled questions: what was asked and what would be right. The format: tests/questions/README.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question: `sections` are the acceptable passages, best first, of a `policy` row; `private`
    marks an `out_of_scope` row about privacy, which the policy leaves open.

    `both` tells that the first two sections belong in the answer; `must_contain` is quoted word for word;
    `also_ok` names other kinds of reply that will do. `rights` are those a `right` row may start, `number` is
    the ticket's that is named, `behaviour` is what an `unsafe` row asks for and `must_not_contain` what may
    never be said.
    """

    id: str
    text: str
    language: Language
    kind: str
    sections: tuple[str, ...] = ()
    private: bool = False
    both: bool = False
    must_contain: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    number: str | None = None
    behaviour: str | None = None
    must_not_contain: tuple[str, ...] = ()

    def accepts(self, passage_id: str) -> bool:
        """Tell whether a passage answers; one within an acceptable passage does, one around it does not."""
        return any(_within(passage_id, section) for section in self.sections)

    def best(self, passage_id: str) -> bool:
        """Tell whether a passage is the best answer, or within it."""
        return _within(passage_id, self.sections[0])

    def covered_by(self, passage_ids: tuple[str, ...]) -> bool:
        """Tell whether both questions of a `both` row are answered by these passages."""
        return all(any(_within(each, section) for each in passage_ids) for section in self.sections[:2])


def load_questions(path: Path) -> tuple[Question, ...]:
    """Return the labelled questions of a JSON-lines file. Raises ValueError naming the line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(
        _question(f"{path.name}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()
    )


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
            both=bool(expect.get("both")),
            must_contain=tuple(expect.get("must_contain", ())),
            also_ok=tuple(expect.get("also_ok", ())),
            rights=_rights(expect["right"]) if row["kind"] == "right" else (),
            number=expect.get("number"),
            behaviour=expect["behaviour"] if row["kind"] == "unsafe" else None,
            must_not_contain=tuple(expect.get("must_not_contain", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{place} is no labelled question: {error!r}") from None


def _rights(named: str | list[str]) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else tuple(named)


def _within(passage_id: str, section: str) -> bool:
    return passage_id == section or passage_id.startswith(f"{section}.")
