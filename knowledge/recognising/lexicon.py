"""Words that mean alike, under one name: `concepts.toml`. Pairs of these say most about a wish."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from knowledge.recognising.folding import fold

LONGEST_TERM = 6  # letters of a Japanese term, which is looked up as a run of letters
SHORTEST_PREFIX, LONGEST_PREFIX = 3, 8


class LexiconError(Exception):
    """A term of the lexicon can never be found as it is written."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms to concepts. `runs` are Japanese runs of letters; `words` single words and neighbours, joined
    by a space; `prefixes` the beginnings of words.
    """

    runs: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    prefixes: Mapping[str, tuple[str, ...]]


def load_lexicon() -> Lexicon:
    """Read the shipped concepts. Raises LexiconError naming the term that can never be found."""
    text = files(__package__).joinpath("concepts.toml").read_text(encoding="utf-8")
    tables: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    for concept, terms in tomllib.loads(text).items():
        for where, term in _terms(concept, terms):
            tables[where].setdefault(term, set()).add(concept)
    runs, words, prefixes = ({term: tuple(sorted(names)) for term, names in one.items()} for one in tables)
    return Lexicon(runs, words, prefixes)


def _terms(concept: str, terms: Mapping[str, list[str]]) -> Iterator[tuple[int, str]]:
    for term in terms.get("ja", []):
        folded = fold(term)
        if not folded or " " in folded or len(folded) > LONGEST_TERM:
            raise LexiconError(f"{concept}: {term!r} is no run of at most {LONGEST_TERM} letters")
        yield (1 if folded.isascii() else 0), folded
    for term in terms.get("en", []):
        folded = fold(term.rstrip("*"))
        if term.endswith("*"):
            if not SHORTEST_PREFIX <= len(folded) <= LONGEST_PREFIX or " " in folded:
                raise LexiconError(f"{concept}: {term!r} is no beginning of a word")
            yield 2, folded
        elif not 1 <= len(folded.split()) <= 3:
            raise LexiconError(f"{concept}: {term!r} has more than three words")
        else:
            yield 1, folded
