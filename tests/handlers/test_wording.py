"""The catalogues: both languages say the same things, and every sentence is said somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers
from handlers.wording import CATALOGUES, WordingError, placeholders, say
from knowledge.language import LANGUAGES, Language

CODE = sorted(Path(handlers.__file__).parent.rglob("*.py"))
KEY = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
OURS = [key for key in CATALOGUES["ja"] if not key.startswith("console.")]
"""What pages of the console say is asked for in their templates: tests/bot/console/test_wording.py."""
NAMES_OF_LANGUAGES = {"button.ja", "console.language.ja"}


def keys_in_code() -> Iterator[str]:
    """Give every key in the handlers, as a pattern: what is filled in when it runs may be anything."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(_part(part) for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                yield re.escape(node.value)


def _part(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z_0-9]+"


def asked_for() -> Iterator[str]:
    """Give the keys that the handlers pass to `say` as they stand."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str() as key), *_]):
                    yield key


def test_both_catalogues_have_the_same_sentences() -> None:
    assert CATALOGUES["ja"].keys() == CATALOGUES["en"].keys()


@pytest.mark.parametrize("key", sorted(CATALOGUES["ja"]))
def test_both_languages_want_the_same_values(key: str) -> None:
    assert placeholders(CATALOGUES["ja"][key]) == placeholders(CATALOGUES["en"][key])


def test_every_sentence_is_used() -> None:
    patterns = [re.compile(pattern) for pattern in set(keys_in_code())]
    unused = [key for key in OURS if not any(pattern.fullmatch(key) for pattern in patterns)]

    assert unused == []


def test_every_sentence_that_is_used_exists() -> None:
    keys = set(asked_for())

    assert len(keys) > 30
    assert keys - CATALOGUES["ja"].keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_sentence_is_an_error_that_names_it(language: Language) -> None:
    with pytest.raises(WordingError, match=f"no sentence 'no.such' in {language}"):
        say("no.such", language)


def test_a_missing_or_unknown_value_is_an_error_that_names_it() -> None:
    with pytest.raises(WordingError, match=r"'choose.item' wants \['title'\], not \[\]"):
        say("choose.item", "en")
    with pytest.raises(WordingError):
        say("choose.item", "en", title="x", other="y")


@pytest.mark.parametrize("key", sorted(CATALOGUES["ja"]))
def test_no_japanese_sentence_uses_latin_punctuation(key: str) -> None:
    assert not re.search(r"[ぁ-んァ-ヶ一-龠][,.!?](?!\w)", CATALOGUES["ja"][key])


@pytest.mark.parametrize("key", sorted(CATALOGUES["en"]))
def test_no_english_sentence_uses_japanese_letters(key: str) -> None:
    assert key in NAMES_OF_LANGUAGES or not re.search(r"[ぁ-んァ-ヶ一-龠。、「」]", CATALOGUES["en"][key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_button_labels_fit_the_twenty_characters_of_a_quick_reply(language: Language) -> None:
    labels = {key: text for key, text in CATALOGUES[language].items() if key.startswith("button.")}

    assert {key: text for key, text in labels.items() if len(text) > 20} == {}
