"""What people mean, by the words they say it in: a lexicon that is data (`concepts.toml`), not code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice
from types import MappingProxyType

from knowledge.language import LANGUAGES
from knowledge.normalise import key
from knowledge.records import Record

_LATIN = re.compile("[a-z0-9]+")
_BLANKS = re.compile(" {2,}")
_ANY_ENDING = "*"
_MOST_FOUND = 12  # a message of five hundred words names everything, and its pairs would be thousands


def read_concepts(page: Record) -> Mapping[str, tuple[str, ...]]:
    """Return the terms of every concept of a file, both languages together. Raises LibraryError."""
    concepts: dict[str, tuple[str, ...]] = {}
    for name in page.fields():
        terms = page.both(name, Record.texts)
        concepts[name] = tuple(term for language in LANGUAGES for term in terms[language])
    return MappingProxyType(concepts)


class Lexicon:
    """Finds the concepts a search key names. Immutable once built.

    A Latin term is found as whole words, or as their beginning where it ends in `*`; any other term is found
    anywhere.
    """

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        by_start: dict[str, list[tuple[str, str]]] = {}
        for name, terms in concepts.items():
            for term in terms:
                spelled = _spelled(term)
                if len(spelled) > 1:
                    by_start.setdefault(_start(spelled), []).append((spelled, name))
        self._by_start = by_start

    def found(self, key: str) -> list[str]:
        """Return the names of the concepts in a key, sorted, each once, twelve at most."""
        text = _spread(key)
        look = self._by_start.get
        names: set[str] = set()
        for at in range(len(text) - 1):
            if text[at] == " ":
                terms: Sequence[tuple[str, str]] = (
                    *look(text[at : at + 4], ()),
                    *look(text[at : at + 3], ()),
                )
            else:
                terms = look(text[at : at + 2], ())
            for spelled, name in terms:
                if text.startswith(spelled, at):
                    names.add(name)
        return sorted(names)[:_MOST_FOUND]

    def pieces(self, key: str) -> list[str]:
        """Return the concepts of a key and their pairs, for what is meant lies in what stands together."""
        names = self.found(key)
        pairs = combinations(names, 2)
        return [f"@{name}" for name in names] + [f"@{one}&{other}" for one, other in islice(pairs, 66)]


@lru_cache(maxsize=16_384)  # most terms are those of the version before
def _spelled(term: str) -> str:
    """Return a term as it stands in a spread key: a blank where a Latin word must begin or end."""
    spelled = _spread(key(term))
    bare = spelled.strip()
    if not bare:
        return ""
    begins = " " if _LATIN.match(bare[0]) else ""
    ends = " " if _LATIN.match(bare[-1]) and not term.endswith(_ANY_ENDING) else ""
    return begins + bare + ends


def _start(spelled: str) -> str:
    if not spelled.startswith(" "):
        return spelled[:2]
    return spelled[:4] if len(spelled) >= 4 else spelled[:3]


def _spread(key: str) -> str:
    """Put a blank on either side of every Latin word, also where it touches Japanese."""
    return _BLANKS.sub(" ", " " + _LATIN.sub(r" \g<0> ", key) + " ")
