"""What a person writes instead of pressing a button, heard as a human would hear it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Literal

from handlers.intake.labels import label
from handlers.intake.steps import LISTED_FROM, WHOSE, Step
from handlers.intents import tidy
from knowledge.language import LANGUAGES

Command = Literal["back", "cancel"]
_WAYS_OUT: tuple[Command, ...] = ("back", "cancel")

_LONGEST = 40  # characters; who writes more says more than the name of a button
_POLITE = re.compile(
    r"(?:に|を|で|は|が)?(?:して(?:ください|下さい)|ください|下さい|お願いします|お願いいたします|です|でお願いします"
    r"|したいです|でいいです|で結構です|になります)$|(?:,? please)$"
)
_ASSENTS, _DENIALS = (
    frozenset({"yes", "go_on", "add", "send"}),
    frozenset({"other", "leave", "drop", "change"}),
)
_NUMBER = re.compile(r"([0-9]{1,2})(?:番|番目|\.|\))?")
_QUESTION = re.compile(
    r".*[?？]$|.*(?:ます|です|ません|でしょう)か$|.*(?:かな|教えて(?:ください)?|知りたい(?:です)?)$"
    r"|(?:why|how (?:long|much|many|do|does|can|will)|when (?:do|does|will|can)"
    r"|(?:what|who|where) (?:is|are|do|does|can|will|happens)"
    r"|(?:do|does|is|are|can|could|will|would) (?:you|i|it|this|that|there|my|the))\b.*",
    re.DOTALL,
)


def command(text: str) -> Command | None:
    """Return whether somebody wants to go back or to stop; None for anything else."""
    said = _variants(text)
    return next((name for name in _WAYS_OUT if said & _COMMANDS[name]), None)


def elsewhere(text: str) -> bool:
    """Tell whether a word or two belong to no form, as "status" does."""
    return bool(_variants(text) & _COMMANDS["elsewhere"])


def asks(text: str) -> bool:
    """Tell whether a message has the form of a question."""
    return bool(_QUESTION.fullmatch(text.strip().casefold()))


def says(text: str, *labels: str) -> bool:
    """Tell whether somebody wrote what stands on one of these buttons."""
    return bool(_variants(text) & _tidied(labels))


def agrees(text: str) -> bool | None:
    """Hear a plain yes or no; None for anything else."""
    said = _variants(text)
    return True if said & _YES else False if said & _NO else None


def choice(text: str, step: Step) -> str | None:
    """Return which choice of a step is meant: by its label, its number, or other words for it."""
    said = _variants(text)
    for one in step.choices:
        if said & (_CHOICES.get(one, _NOTHING) | _labels(one)):
            return one
    return _assent(said, step) or _numbered(said, step) or _within(text, step)


def _assent(said: frozenset[str], step: Step) -> str | None:
    """Hear yes and no where the step is a question of yes or no."""
    heard = _ASSENTS if said & _YES else _DENIALS if said & _NO else frozenset()
    return next((one for one in step.choices if one in heard), None)


def _numbered(said: frozenset[str], step: Step) -> str | None:
    numbers = (int(found[1]) for one in said if (found := _NUMBER.fullmatch(one)))
    # Few choices are not numbered, so it is none of them; but the lines of the summary always are.
    if len(step.choices) < LISTED_FROM and step.name != "change":
        return None
    return next((step.choices[number - 1] for number in numbers if 0 < number <= len(step.choices)), None)


def _within(text: str, step: Step) -> str | None:
    plain = tidy(text)
    if step != WHOSE or len(plain) > _LONGEST:
        return None
    return next((one for one, words in _WITHIN.items() if words.search(plain)), None)


def _variants(text: str) -> frozenset[str]:
    """Return what was said as it stands and without a polite ending; nothing for a long text."""
    plain = tidy(text)
    if len(plain) > _LONGEST:
        return frozenset()
    return frozenset({plain, tidy(_POLITE.sub("", plain))} - {""})


def _labels(one: str) -> frozenset[str]:
    return frozenset(tidy(label(one, language)) for language in LANGUAGES)


def _tidied(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(tidy, words))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in words))


_NOTHING: frozenset[str] = frozenset()
_TABLES = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
_COMMANDS, _CHOICES = (
    {name: _tidied(words) for name, words in _TABLES[table].items()} for table in ("command", "choice")
)
_YES, _NO = _tidied(_TABLES["assent"]["yes"]), _tidied(_TABLES["assent"]["no"])
_WITHIN = {name: _any_of(words) for name, words in _TABLES["within"].items()}
