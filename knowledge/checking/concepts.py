"""The words people say things in (`concepts.toml`): which of them do nothing, or more than one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from knowledge.checking.entries import entries_of
from knowledge.checking.problems import Problem, warning
from knowledge.concepts import Lexicon
from knowledge.normalise import key
from knowledge.passages import Corpus

_PLACE = "concepts.toml"
_MOST_NAMED = 12


def concept_problems(corpus: Corpus) -> Iterator[Problem]:
    """Say which concepts no example uses, and in one line which words stand under several, for they may."""
    used: set[str] = set()
    lexicon = Lexicon(corpus.concepts)
    for question in _examples(corpus):
        used.update(lexicon.found(key(question)))
    for name in corpus.concepts:
        if name not in used:
            yield warning(f"{_PLACE}: {name}", "concept-unused")
    shared = _shared(corpus)
    if shared:
        yield warning(_PLACE, "words-shared", count=len(shared), words=", ".join(shared[:_MOST_NAMED]))


def _examples(corpus: Corpus) -> Iterator[str]:
    for entry in entries_of(corpus):
        for questions in entry.questions.values():
            yield from questions
    yield from (asked.text for asked in corpus.asked)


def _shared(corpus: Corpus) -> list[str]:
    concepts: defaultdict[str, set[str]] = defaultdict(set)
    for name, terms in corpus.concepts.items():
        for term in terms:
            concepts[key(term)].add(name)
    return [f"{term} ({', '.join(sorted(names))})" for term, names in concepts.items() if len(names) > 1]
