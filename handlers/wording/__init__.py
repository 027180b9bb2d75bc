"""Every sentence people read, one folder of catalogues per language; a missing key or value is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from knowledge.language import LANGUAGES, Language


class WordingError(Exception):
    """A sentence was asked for that the catalogue does not have, or not with these values."""


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield above + name, value
        else:
            yield from _flat(value, f"{above}{name}.")


def _load(language: Language) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for file in files(__name__).joinpath(language).iterdir():
        if file.name.endswith(".toml"):
            said |= _new(said, dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")))))
    return said


def _new(known: Mapping[str, str], more: Mapping[str, str]) -> Mapping[str, str]:
    if twice := sorted(known.keys() & more.keys()):
        raise WordingError(f"said in two files: {twice}")
    return more


CATALOGUES: Mapping[Language, Mapping[str, str]] = {language: _load(language) for language in LANGUAGES}


@cache
def placeholders(sentence: str) -> frozenset[str]:
    """Return the names of the values that a sentence wants."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def say(key: str, language: Language, **values: object) -> str:
    """Return the sentence in this language with its values filled in. Raises WordingError."""
    sentence = CATALOGUES[language].get(key)
    if sentence is None:
        raise WordingError(f"no sentence {key!r} in {language}")
    if placeholders(sentence) != values.keys():
        raise WordingError(f"{key!r} wants {sorted(placeholders(sentence))}, not {sorted(values)}")
    return sentence.format(**values)
