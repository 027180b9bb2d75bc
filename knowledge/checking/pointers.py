"""What leads from one passage to another. That a pointer leads anywhere is for `knowledge.library` to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from knowledge.checking.entries import place_of
from knowledge.checking.problems import Problem, error, warning
from knowledge.passages import Corpus


def pointer_problems(corpus: Corpus) -> Iterator[Problem]:
    """Say which passages lead to themselves or are led to by none, and which stand before their heading."""
    led_to = {target for passage in corpus for target in passage.related}
    before: set[str] = set()
    for passage in corpus:
        place = place_of(passage)
        before.add(passage.id)
        if passage.id in passage.related:
            yield error(place, "related-to-itself")
        for target in (each for each, count in Counter(passage.related).items() if count > 1):
            yield warning(place, "related-twice", target=target)
        if passage.parent is not None and (passage.parent not in before or passage.parent == passage.id):
            yield error(place, "parent-later", parent=passage.parent)
        if passage.id not in led_to and len(corpus.passages) > 1:
            yield warning(place, "related-by-none")
    for entry in corpus.unstated:
        for target in (each for each, count in Counter(entry.nearest).items() if count > 1):
            yield warning(place_of(entry), "nearest-twice", target=target)
