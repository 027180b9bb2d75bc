"""Numbers of tickets, `PR-2026-7QK3FX`: made at random, and read as people write them.

A number is a year and six characters of Crockford's base 32 (crockford.com/base32.html), which has no I, L, O
and U: I and L are read as 1, O as 0.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("ILO", "110")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\uff0d_."
_CAPITALS = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_GAP = r"[\s-]{0,3}"
_WHOLE = re.compile(
    rf"(?<![A-Z0-9])(?:P{_GAP}R|ぴー?あーる|ぴ-あ-る|ピ-ア-ル){_GAP}(?:番号)?{_GAP}(2[0-9O]{{3}})"
    rf"(?:{_GAP}|年の?|の){{0,2}}([0-9A-HJKMNP-TV-ZILO]{{6}})(?![A-Z0-9])"
)
_END = re.compile(r"(?<![A-Z0-9])(0[0-9]{5})(?![A-Z0-9])")


def new_number(year: int, draw: Callable[[str], str]) -> str:
    """Return a number for a ticket of this year.

    `draw` picks one character of those it is given, as `secrets.choice` does: a number must not be guessed.
    There are 2^30 a year; the store refuses one that is taken, and the caller draws again.
    """
    return f"PR-{year:04}-{''.join(draw(ALPHABET) for _ in range(6))}"


def read_number(text: str, year: int | None = None) -> str | None:
    """Return the first ticket number in a text as we write it; None where there is none.

    With a `year`, six digits that begin with 0 and stand alone are the end of a number of that year.
    """
    spoken = unicodedata.normalize("NFKC", text[:2_000]).upper().translate({ord(one): "-" for one in _DASHES})
    if found := _WHOLE.search(spoken):
        return f"PR-{found[1].translate(_ALIKE)}-{found[2].translate(_ALIKE)}"
    if year is not None and (end := _END.search(spoken)):
        return f"PR-{year}-{end[1]}"
    return None


def blank_numbers(text: str) -> str:
    """Return a text of the same length with blanks for its ticket numbers, which are nobody's secret."""
    spoken = text.translate(_CAPITALS).translate({ord(one): "-" for one in _DASHES})
    for found in _WHOLE.finditer(spoken):
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text
