"""The sentences to learn from: our own in `examples/`, and labelled rows of question sets."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

RIGHTS = (
    "disclosure",
    "correction",
    "addition",
    "deletion",
    "suspension_of_use",
    "stop_third_party_provision",
)
WISHES = (
    "right",
    "status",
    "withdraw",
    "human",
    "incident",
    "greeting",
    "thanks",
    "bye",
    "identity",
    "chitchat",
    "help",
    "others_data",
    "injection",
    "abuse",
    "threat",
    "distress",
)
LABELS = (*WISHES, *RIGHTS)
MOST_VARIANTS = 12
MADE_OF_A_LINE = 60
# Ours are few of a kind and clear; rows of question sets repeat one another and are at odds at times.
_WEIGHT_OF_OURS = 2.0
_WEIGHT_OF_MADE = 0.7
_CHOICE = re.compile(r"\[([^\]]*)\]")
# The innermost part first: the words of a frame may name parts themselves.
_PART = re.compile(r"\{([^{}]*)\}")
_UNSAFE = {"alert": "threat", "support": "distress", "human": "others_data"}


class ExampleError(Exception):
    """An example file names a wish that does not exist."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it wants (of LABELS), nothing where it is a question.

    `weight` is what a mistake about it counts.
    """

    text: str
    labels: frozenset[str]
    weight: float = 1.0


def own_examples() -> tuple[Example, ...]:
    """Return the sentences of `examples/`, each written-out variant its own. Raises ExampleError."""
    folder = files(__package__).joinpath("examples")
    found: dict[tuple[str, frozenset[str]], Example] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for example in _of_file(tomllib.loads(file.read_text(encoding="utf-8"))):
                found.setdefault((example.text, example.labels), example)
    return tuple(found.values())


def _of_file(table: Mapping[str, Any]) -> Iterator[Example]:
    parts, lines = table.get("parts", {}), table.get("lines", table)
    for name, sentences in lines.items():
        labels = _labels(name)
        for line in sentences:
            yield from _made(line, labels, parts) if parts else _variants(line, labels)


def labelled_examples(paths: Iterable[Path]) -> tuple[Example, ...]:
    """Return the rows of question sets (their format: tests/questions/README.md) that say what is wanted."""
    rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(Example(row["text"], labels) for row in rows if (labels := labels_of(row)) is not None)


def labels_of(row: Mapping[str, Any]) -> frozenset[str] | None:
    """Return what a labelled row wants; None where its label does not tell."""
    kind, expect = row["kind"], row["expect"]
    match kind:
        case "policy" | "out_of_scope":
            return frozenset()
        case "right":
            named = expect["right"]
            return frozenset({"right", *([named] if isinstance(named, str) else named)})
        case "human":
            return frozenset({"incident" if str(row.get("note", "")).startswith("incident") else "human"})
        case "status" | "withdraw" | "help" | "smalltalk":
            return frozenset({expect["action"]})
        case "unsafe":
            return _unsafe(expect["behaviour"], row.get("note", ""))
        case _:
            return None


def _unsafe(behaviour: str, note: str) -> frozenset[str] | None:
    if behaviour == "fallback":
        return frozenset({"abuse" if "insult" in note else "injection"})
    return frozenset({_UNSAFE[behaviour]}) if behaviour in _UNSAFE else None


def _labels(name: str) -> frozenset[str]:
    if name == "question":
        return frozenset()
    rights = name.removeprefix("right_").split("_and_") if name.startswith("right_") else []
    labels = frozenset({"right", *rights}) if rights else frozenset({name})
    if not labels <= set(LABELS):
        raise ExampleError(f"no wish is called {name!r}")
    return labels


def _made(line: str, labels: frozenset[str], parts: Mapping[str, list[str]]) -> Iterator[Example]:
    """Make sentences of a line and the parts it names, a fixed choice of the many there are."""
    choose = random.Random(line)  # noqa: S311 - the same sentences every time, no secret
    for _ in range(MADE_OF_A_LINE):
        yield Example(_filled(line, parts, choose), labels, _WEIGHT_OF_MADE)


def _filled(line: str, parts: Mapping[str, list[str]], choose: random.Random) -> str:
    """Fill in `[one|other]`, `{part}` and `{frame:words}`, whose words stand where the frame has {x}."""
    text = _CHOICE.sub(lambda found: choose.choice(found[1].split("|")), line)
    while found := _PART.search(text):
        name, _, words = found[1].partition(":")
        if name not in parts:
            raise ExampleError(f"no list is called {name!r}")
        chosen = choose.choice(parts[name]).replace("{x}", words)
        text = text[: found.start()] + chosen + text[found.end() :]
    return text


def _variants(line: str, labels: frozenset[str]) -> Iterator[Example]:
    """Write out `[one|other]`; of many variants, evenly spread ones."""
    parts = _CHOICE.split(line)
    options = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    texts = ["".join(chosen) for chosen in product(*options)]
    step = max(1, -(-len(texts) // MOST_VARIANTS))
    while step > 1 and any(len(option) % step == 0 for option in options if len(option) > 1):
        step += 1
    kept = texts[::step]
    for text in kept:
        yield Example(text, labels, _WEIGHT_OF_OURS / len(kept) ** 0.5)
