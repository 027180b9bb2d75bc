"""The line in every mail of ours above which an answer is written."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

MARKER = "##- この線より上に返信をご記入ください / Please reply above this line -##"

# One half of it is enough: mail programs wrap it, and people answer into the middle of it.
_HALVES = (re.compile("##-?この線より上に返信を"), re.compile("pleasereplyabovethisline-?##"))
_UNSEEN = re.compile(r"[\s>|\u200b-\u200f\u2060\ufeff]+")
_DASHES = re.compile("[-‐‑‒–—―−ー]+")
_LONGEST = 300
_WRAPPED_OVER = 4
_TRIES = 10_000


def marker_at(lines: list[str]) -> int | None:
    """Return the first line of the marker, quoted, wrapped or widened as it may be."""
    candidates = (at for at, line in enumerate(lines) if "#" in line or "＃" in line or "lease" in line)
    for start in islice(candidates, _TRIES):
        if _starts(lines[start : start + _WRAPPED_OVER]):
            return start
    return None


def _starts(lines: list[str]) -> bool:
    folded = [_folded(line[:_LONGEST]) for line in lines]
    whole = "".join(folded)
    return any(
        (found := half.search(whole)) is not None and found.start() < len(folded[0]) for half in _HALVES
    )


def _folded(line: str) -> str:
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", line)).lower()
    return _DASHES.sub("-", text)
