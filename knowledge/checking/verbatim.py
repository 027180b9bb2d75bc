"""What is quoted as the policy must be its own words: compared with the source beside it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from itertools import takewhile

from knowledge.checking.entries import place_of
from knowledge.checking.problems import Problem, error, warning
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus

_SHOWN = 40


def source_problems(corpus: Corpus, folder: Traversable) -> Iterator[Problem]:
    """Say which passages are not in `source.<language>.txt`, where it lies in the folder, and what is left
    out of it.
    """
    for language in LANGUAGES:
        page = folder / f"source.{language}.txt"
        if page.is_file():
            try:
                source = page.read_bytes().decode("utf-8")
            except ValueError:
                yield error(page.name, "source-unreadable")
                continue
            yield from _departures(corpus, language, collapsed(source))


def collapsed(text: str) -> str:
    """Return the text with every run of white space, NBSP included, as one space."""
    return " ".join(text.split())


def _departures(corpus: Corpus, language: Language, source: str) -> Iterator[Problem]:
    texts = [(passage, collapsed(passage.text.get(language, ""))) for passage in corpus]
    foreign = [(passage, text) for passage, text in texts if text not in source]
    for passage, text in foreign:
        words = _from(text, _same(text, source))
        yield error(place_of(passage), "not-in-source", language=language, words=words)
    rebuilt = " ".join(text for _, text in texts if text)
    if not foreign and rebuilt != source:
        pairs = zip(rebuilt, source, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        yield warning(f"source.{language}.txt", "source-left-out", words=_from(source, same))


def _from(text: str, at: int) -> str:
    """Return some words to look for, from the beginning of the one that differs."""
    start = max(text.rfind(" ", 0, at) + 1, at - _SHOWN // 2)
    return text[start : start + _SHOWN].strip()


def _same(text: str, source: str) -> int:
    """Return how many characters of a text, from its first on, stand in the source together."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in source else (low, middle - 1)
    return low
