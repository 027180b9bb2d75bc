"""Faults planted in the files of a policy."""

from __future__ import annotations

from pathlib import Path

from knowledge.checking.problems import Problem


def plant(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of some words, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """Return severity, place and rule of each problem."""
    return [(each.severity, each.place, each.rule) for each in problems]
