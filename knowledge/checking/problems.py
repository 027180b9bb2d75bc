"""Something an editor has to look at, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.checking.wording import say
from knowledge.language import LANGUAGES, Language

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """An `error` keeps the knowledge from being published, a `warning` does not.

    `rule` names what was looked for, `place` is the file (and the entry in it), and `text` says in either
    language what is wrong and what to do.
    """

    severity: Severity
    place: str
    rule: str
    text: Mapping[Language, str]


def error(place: str, rule: str, **values: object) -> Problem:
    """Return a problem that must be mended; `rule` is also the name of its sentence."""
    return _problem("error", place, rule, values)


def warning(place: str, rule: str, **values: object) -> Problem:
    """Return a problem that an editor may leave; `rule` is also the name of its sentence."""
    return _problem("warning", place, rule, values)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems with the errors first, then by file; each once."""
    unique = {(each.severity, each.place, each.text["en"]): each for each in problems}
    return tuple(unique[row] for row in sorted(unique))


def _problem(severity: Severity, place: str, rule: str, values: Mapping[str, object]) -> Problem:
    return Problem(severity, place, rule, {reader: say(rule, reader, **values) for reader in LANGUAGES})
