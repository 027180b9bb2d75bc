"""Japanese typed in Latin letters is read as kana, and English is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.romaji import kana


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("hozon kikan wa", "ほぞんきかんは"),
        ("kippu o katta", "きっぷをかった"),
        ("gakkou no shinbun", "がっこうのしんぶん"),
        ("shimbun", "しんぶん"),
        ("matcha", "まっちゃ"),
        ("chotto matte", "ちょっとまって"),
        ("jouhou wa doko e", "じょうほうはどこへ"),
        ("denwa bangou", "でんわばんごう"),
    ],
)
def test_romaji_is_read_as_kana(typed: str, read: str) -> None:
    """Particles too are read as they are written in kana."""
    assert kana(typed) == read


@pytest.mark.parametrize(
    "english", ["do you use data", "delete me", "cookies", "are you a robot", "same site", "no", "", "a"]
)
def test_english_is_no_romaji(english: str) -> None:
    """Words that only look like it are known."""
    assert kana(english) is None


@given(st.text("abcdefghijklmnopqrstuvwxyz ", max_size=60))
def test_what_is_read_has_no_latin_letter_left(typed: str) -> None:
    """A message is read whole or not at all."""
    read = kana(typed)

    assert read is None or not any("a" <= letter <= "z" for letter in read)
