"""Words of a text as they are searched for: those of alphabets whole, of other scripts every two signs.

Japanese does not part its words, so that each two neighbours count as one: 個人情報 is 個人, 人情 and 情報.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex  # type: ignore[import-untyped]  # the package carries no types

_PARTS = regex.compile(
    r"(?V1)(?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<word>[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}]+)"
    r"|(?P<run>[[\p{L}\p{M}ー々]--[\p{Latin}\p{Greek}\p{Cyrillic}]]+)"
)
_ADDRESS_PARTS = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")
_PAIR = 2
_MOST = 50_000


def folded(text: str) -> str:
    """Return a text without what makes no difference: width, capitals, forms of one letter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words_of(text: str) -> frozenset[str]:
    """Return what a text is found by, each once; mail addresses whole and in their parts."""
    found: set[str] = set()
    for word in _words(folded(text)):
        found.add(word)
        if len(found) == _MOST:
            break
    return frozenset(found)


def searchable(query: str) -> bool:
    """Tell whether a query says enough: one sign of a script without words stands almost everywhere."""
    parts = list(_PARTS.finditer(folded(query)))
    return any(not part["run"] or len(part["run"]) >= _PAIR for part in parts)


def stands_in(query: str, text: str) -> bool:
    """Tell whether everything that was asked for stands in a text, and not only the pairs of it."""
    whole = folded(text)
    words = words_of(text)
    return all(
        part["run"] in whole if part["run"] else part[0] in words for part in _PARTS.finditer(folded(query))
    )


def _words(text: str) -> Iterator[str]:
    for part in _PARTS.finditer(text):
        if part["address"]:
            yield part[0]
            yield from (word for one in _ADDRESS_PARTS.findall(part[0]) for word in _words(one))
        elif part["word"] or len(part[0]) < _PAIR:
            yield part[0]
        else:
            yield from (part[0][place : place + _PAIR] for place in range(len(part[0]) - 1))
