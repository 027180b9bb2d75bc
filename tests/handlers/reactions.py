"""How the desk reacts to labelled messages: the wish it hears, false starts, and what must not be said.

`python -m tests.handlers.reactions tests/questions/dev.jsonl` prints the table. To measure files as unseen,
name those to learn from after `--learn`, and only they are learnt from beside our own examples.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.plain import as_text
from handlers.routes import decide
from knowledge import library
from knowledge.matching import Matcher
from knowledge.recognising.build import build
from knowledge.recognising.model import load_model
from tests.builders import NOW, message

_ACTS = ("status", "withdraw", "human", "help", "smalltalk")
# What people are told counts, not its name: "human" is to be sent to a person, "fallback" to get no answer.
_MET: Mapping[str, Any] = {
    "human": lambda decision: decision.escalation and not decision.rights,
    "alert": lambda decision: decision.behaviour == "alert" and decision.escalation,
    "support": lambda decision: decision.behaviour == "support" and decision.escalation,
    "fallback": lambda decision: decision.tier == "fallback" and not decision.rights,
    "warn_personal_data": lambda decision: decision.behaviour == "warn_personal_data",
}


@dataclass(slots=True)
class Reactions:
    """Rows by what was expected: how many, and how many met it. `heard` counts (expected, heard)."""

    rows: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    heard: Counter[tuple[str, str]] = field(default_factory=Counter)
    false_starts: int = 0
    leaks: int = 0
    missed: list[str] = field(default_factory=list)

    def rate(self, *kinds: str) -> float:
        """Return the share of these kinds' rows that were met."""
        return sum(self.met[kind] for kind in kinds) / max(1, sum(self.rows[kind] for kind in kinds))

    @property
    def false_start_rate(self) -> float:
        """The share of all rows without a wish for a right that a request was started for."""
        return self.false_starts / max(1, sum(self.rows.values()) - self.rows["right"])

    def __str__(self) -> str:
        lines = [
            f"{kind:14}{self.met[kind]:4}/{self.rows[kind]:<4}{self.rate(kind):7.1%}" for kind in self.rows
        ]
        lines.append(
            f"false starts  {self.false_starts} ({self.false_start_rate:.2%}), must not be said {self.leaks}"
        )
        lines += [
            f"  {want} heard as {got}: {count}"
            for (want, got), count in sorted(self.heard.items())
            if want != got
        ]
        return "\n".join(lines)


def rows_of(*files: Path) -> list[dict[str, Any]]:
    """Return the labelled rows, without those that only mean something inside a form."""
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["kind"] != "form"]


def react(rows: Iterable[Mapping[str, Any]]) -> Reactions:
    """Let the desk decide about every row."""
    finder = Matcher(library.load())
    seen = Reactions()
    for row in rows:
        conversation = Conversation(language=row["lang"], language_fixed=True)
        _count(row, decide(message(row["text"]), Context(finder, conversation, NOW)), seen)
    return seen


def _count(row: Mapping[str, Any], decision: Decision, seen: Reactions) -> None:
    kind, expect = row["kind"], row["expect"]
    heard = decision.kind or ""
    seen.rows[kind] += 1
    met = _as_expected(kind, expect, decision) or heard in expect.get("also_ok", ())
    seen.met[kind] += met
    seen.heard[kind, kind if met else f"{heard}/{decision.behaviour}" if decision.behaviour else heard] += 1
    if kind != "right" and "right" not in expect.get("also_ok", ()) and (heard == "right" or decision.rights):
        seen.false_starts += 1
    said = f"{as_text(decision.replies)} {decision}"
    seen.leaks += any(secret in said for secret in expect.get("must_not_contain", ()))
    if not met:
        seen.missed.append(
            f"{kind} {expect} -> {heard} {decision.behaviour} {decision.rights} | {row['text']}"
        )


def _as_expected(kind: str, expect: Mapping[str, Any], decision: Decision) -> bool:
    if kind == "right":
        named = expect["right"]
        wanted = {named} if isinstance(named, str) else set(named)
        return decision.kind == "right" and bool(decision.rights) and set(decision.rights) <= wanted
    if kind == "unsafe":
        return bool(_MET[expect["behaviour"]](decision))
    if kind in {"status", "withdraw"}:
        return decision.kind == kind and decision.ticket == expect.get("number")
    if kind in _ACTS:
        return decision.kind == kind
    return decision.kind in {"policy", "out_of_scope"}


def main(arguments: Sequence[str]) -> None:
    """Print how the desk reacts to the files named; see above."""
    files, learn = list(arguments), []
    if "--learn" in files:
        at = files.index("--learn")
        files, learn = files[:at], files[at + 1 :]
    names = [name for name in files if not name.startswith("-")]
    model = build([Path(name) for name in learn]) if "--learn" in arguments else load_model()
    with mock.patch("knowledge.recognising.wishes.load_model", return_value=model):
        seen = react(rows_of(*map(Path, names)))
    print(seen)  # noqa: T201
    if "--rows" in files:
        print("\n".join(seen.missed))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
