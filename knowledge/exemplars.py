"""What the ranking learns from: every sentence an entry is known by, and messages people wrote.

An entry is a passage or, after all passages, something the policy does not state; it is told by its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language import LANGUAGES, Language
from knowledge.normalise import key
from knowledge.passages import Corpus, Passage

_SENTENCE_END = re.compile(r"[。\n]|(?<=[.!?])\s")
_SHORTEST_SENTENCE = 9


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A search key and the places of the entries it asks for; `also` would do as well.

    `source` is the id of the message, or empty for what belongs to the entry itself; `asks` tells questions
    from sentences that state something.
    """

    key: str
    entries: tuple[int, ...]
    language: Language
    source: str = ""
    asks: bool = True
    also: tuple[int, ...] = ()


def exemplars_of(corpus: Corpus) -> tuple[Exemplar, ...]:
    """Return what the entries of a corpus are known by, in their order, then the messages; no empty keys."""
    told = dict.fromkeys([*_of_entries(corpus), *_of_messages(corpus)])
    return tuple(exemplar for exemplar in told if exemplar.key)


def entry_ids(corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of all entries by their places."""
    return (*(passage.id for passage in corpus), *(entry.id for entry in corpus.unstated))


def _of_entries(corpus: Corpus) -> Iterator[Exemplar]:
    for place, passage in enumerate(corpus):
        for language in LANGUAGES:
            for question in (passage.title[language], *passage.questions[language]):
                yield Exemplar(key(question), (place,), language)
        yield from _told(passage, place)
    for place, entry in enumerate(corpus.unstated, len(corpus.passages)):
        for language in LANGUAGES:
            for question in entry.questions[language]:
                yield Exemplar(key(question), (place,), language)


def _told(passage: Passage, place: int) -> Iterator[Exemplar]:
    for texts in (passage.summary, passage.text):
        for language, text in texts.items():
            for sentence in _SENTENCE_END.split(text):
                if len(sentence) >= _SHORTEST_SENTENCE:
                    yield Exemplar(key(sentence), (place,), language, asks=False)


def _of_messages(corpus: Corpus) -> Iterator[Exemplar]:
    places = {entry_id: place for place, entry_id in enumerate(entry_ids(corpus))}
    for asked in corpus.asked:
        wanted = [places[each] for each in (*asked.passages, asked.unstated) if each in places]
        also = tuple(places[each] for each in asked.also if each in places)
        if wanted:
            yield Exemplar(key(asked.text), tuple(wanted), asked.language, asked.id, also=also)
