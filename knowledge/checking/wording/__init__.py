"""Every sentence an editor reads here, one catalogue per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from knowledge.language import LANGUAGES, Language


def _load(language: Language) -> Mapping[str, str]:
    sentences: dict[str, str] = tomllib.loads(
        files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    )
    return sentences


CATALOGUES: Mapping[Language, Mapping[str, str]] = {language: _load(language) for language in LANGUAGES}


def say(sentence: str, reader: Language, **values: object) -> str:
    """Return the sentence of this name with its values filled in; `language` may be one of ours.

    Raises KeyError when there is no such sentence, or a value is missing.
    """
    catalogue = CATALOGUES[reader]
    if "language" in values:
        values["language"] = catalogue[f"language-{values['language']}"]
    return catalogue[sentence].format(**values)
