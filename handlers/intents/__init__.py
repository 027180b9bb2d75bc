"""What a person wants, read from a few phrases in ja.toml and en.toml.

Kept simple on purpose, and cautious: whatever is not clearly something else is a question. A question
about a right ("how do I ask for deletion?") is a question; only a wish ("delete my data") is a right.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, get_args

from knowledge.language import LANGUAGES, Language

Name = Literal[
    "speak_ja",
    "speak_en",
    "full",
    "related",
    "topics",
    "help",
    "greeting",
    "thanks",
    "bye",
    "identity",
    "chitchat",
    "nothing",
    "withdraw",
    "status",
    "human",
    "right",
    "about_me",
    "question",
]
RIGHTS = (
    "disclosure",
    "correction",
    "addition",
    "deletion",
    "suspension_of_use",
    "stop_third_party_provision",
)
_LONGEST = 1_000  # characters; a wish stands in the beginning, and nobody should make us search for long


@dataclass(frozen=True, slots=True)
class Intent:
    """What is wanted; `rights` (names from RIGHTS) only with `right`."""

    name: Name
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Phrases:
    """`whole` is the message and nothing else, `within` anywhere in it, unless `unless` is also there."""

    whole: re.Pattern[str]
    within: re.Pattern[str]
    unless: re.Pattern[str]

    def heard(self, text: str) -> bool:
        if self.whole.fullmatch(text):
            return True
        return bool(self.within.search(text)) and not self.unless.search(text)


def recognise(text: str) -> Intent:
    """Say what a message wants. Never raises; a message without anything to read is `nothing`."""
    text = tidy(text)
    for name in get_args(Name):
        if name == "right" and (rights := _rights(text)):
            return Intent("right", rights)
        if _heard(name, text):
            return Intent(name)
    return Intent("question" if _bare(text) else "nothing")


def tidy(text: str) -> str:
    """Return a message in one spelling: width, case, spaces, no invisible characters, no marks around it."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().replace("’", "'")
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    text = " ".join(text.split())
    return _bare(text) or text


def _bare(text: str) -> str:
    """Return the text without punctuation, signs and emoji around it."""
    marks = "".join({character for character in text if unicodedata.category(character)[0] in "PSZM"})
    return text.strip(marks) if marks else text


def _rights(text: str) -> tuple[str, ...]:
    return tuple(right for right in RIGHTS if _heard(f"right.{right}", text))


def _heard(name: str, text: str) -> bool:
    return any(name in phrases and phrases[name].heard(text) for phrases in _PHRASES.values())


def _load(language: Language) -> Mapping[str, _Phrases]:
    source = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_read(tomllib.loads(source)))


def _read(table: Mapping[str, Any]) -> Iterator[tuple[str, _Phrases]]:
    for name, entry in table.items():
        if name != "right":
            yield name, _phrases(entry)
    for right in RIGHTS:
        entry = table["right"][right]
        shared = table["right"]["unless"]
        yield f"right.{right}", _phrases({**entry, "unless": [*shared, *entry.get("unless", [])]})


def _phrases(entry: Mapping[str, list[str]]) -> _Phrases:
    return _Phrases(*(_any_of(entry.get(part, [])) for part in ("whole", "within", "unless")))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


_PHRASES: Mapping[Language, Mapping[str, _Phrases]] = {language: _load(language) for language in LANGUAGES}
