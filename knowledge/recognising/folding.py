"""One spelling for what is read alike: width, case, katakana or hiragana, marks, numbers. Never shown.

Unlike the search keys of `knowledge.normalise`, a question mark stays, and so do the ends of sentences.
The model is learnt from these forms: after a change here it must be built anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LONGEST = 1_200  # characters read; a wish stands in the beginning or in one of these sentences
MOST_SENTENCES = 16
_SHORTEST_SENTENCE = 3

_END = re.compile(r"[。!\n\r\u2026]+|[.?]+(?=\s|$)|(?<=\?)(?=.)")
_REPEATED = re.compile(r"(.)\1{2,}")
_NUMBER = re.compile(r"[0-9]+")
# "LINEから" is two words: Latin letters and numbers stand apart from other writing.
_BORDER = re.compile(r"(?<=[a-z0-9])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[a-z0-9])")
_QUIET = "'\u2019\u02bc`ー〜~\u2010\u2011\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f"


class _Letters(dict[int, str]):
    """Letters as they are compared, worked out once for each character that turns up."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _folded(character)
        if len(self) < 20_000:
            self[code] = folded
        return folded


def _folded(character: str) -> str:
    if character in _QUIET:
        return ""
    if "\u30a1" <= character <= "\u30f6":
        return chr(ord(character) - 0x60)
    return character if character.isalnum() or character == "?" else " "


_LETTERS: Mapping[int, str] = _Letters()


def fold(text: str) -> str:
    """Return a text in one spelling: letters, `0` for each number, `?`, single spaces. Total."""
    return _fold(_composed(text))


def units(text: str) -> tuple[str, ...]:
    """Return the folded message and, where there are several, each of its first sentences."""
    composed = _composed(text)
    whole = _fold(composed)
    parts = [_fold(part) for part in _END.split(composed) if len(part) >= _SHORTEST_SENTENCE]
    told = dict.fromkeys(part for part in parts[:MOST_SENTENCES] if part and part != whole)
    return (whole, *told)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST].lower()


def _fold(composed: str) -> str:
    letters = composed.translate(_LETTERS).replace("?", " ? ")
    return " ".join(_BORDER.sub(" ", _REPEATED.sub(r"\1\1", _NUMBER.sub("0", letters))).split())
