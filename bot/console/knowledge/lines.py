"""The passages of the published knowledge as a list, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus, Passage


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage in the list; `depth` is how far below a section it is, `held` the languages of its text."""

    id: str
    number: str
    title: str
    other: str
    other_language: Language
    depth: int
    examples: int
    held: tuple[Language, ...]


def lines(corpus: Corpus, language: Language) -> Iterator[PassageLine]:
    """Return the passages for somebody who reads this language; `other` is the title in the other one."""
    other: Language = "en" if language == "ja" else "ja"
    for passage in corpus:
        yield PassageLine(
            id=passage.id,
            number=passage.number,
            title=passage.title[language],
            other=passage.title[other],
            other_language=other,
            depth=_depth(passage, corpus),
            examples=sum(len(passage.questions.get(one, ())) for one in LANGUAGES),
            held=tuple(one for one in LANGUAGES if passage.text.get(one)),
        )


def _depth(passage: Passage, corpus: Corpus) -> int:
    depth, above = 0, passage.parent
    while above is not None and above in corpus and depth < len(corpus.passages):
        depth, above = depth + 1, corpus.passage(above).parent
    return depth
