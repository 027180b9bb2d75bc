"""Messages people wrote, with what each asks for: JSON lines that the ranking learns from."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from typing import Any

from knowledge.language import LANGUAGES
from knowledge.passages import Asked, Unstated
from knowledge.records import LibraryError


def read_asked(place: str, lines: str, faults: list[str]) -> tuple[Asked, ...]:
    """Return the messages of one file: `{"id", "language", "text"}` and `"passages"` or `"unstated"` a line.

    `"also"` may name further passages that would do. What is wrong with a line is added to `faults`.
    """
    rows: list[Asked] = []
    for number, line in enumerate(lines.split("\n"), 1):
        try:
            rows += [_asked(f"{place}:{number}", line)] if line.strip() else []
        except LibraryError as error:
            faults += error.faults
    return tuple(rows)


def asked_astray(
    asked: Iterable[Asked], known: Container[str], unstated: Iterable[Unstated]
) -> Iterator[str]:
    """Say which messages ask for what the policy does not have; `known` are the ids of passages."""
    silent = {entry.id for entry in unstated}
    for row in asked:
        for passage_id in (*row.passages, *row.also):
            if passage_id not in known:
                yield f"asked: {row.id} names {passage_id!r}, which is no passage"
        if row.unstated is not None and row.unstated not in silent:
            yield f"asked: {row.id} names {row.unstated!r}, which unstated.toml does not have"


def _asked(place: str, line: str) -> Asked:
    try:
        row: dict[str, Any] = json.loads(line)
        asked = Asked(
            id=row["id"],
            language=row["language"],
            text=row["text"],
            passages=tuple(row.get("passages", ())),
            also=tuple(row.get("also", ())),
            unstated=row.get("unstated"),
        )
    except KeyError as missing:
        raise LibraryError(f"{place}: {missing} is missing") from None
    except (ValueError, TypeError, AttributeError):
        raise LibraryError(f'{place}: is no message in the form {{"id": "...", ...}}') from None
    if asked.language not in LANGUAGES or bool(asked.passages) == bool(asked.unstated):
        raise LibraryError(f"{place}: needs a language of ours, and either passages or unstated")
    return asked
