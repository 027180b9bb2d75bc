"""What changed from one published set of passages to the next, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus, Passage

PartName = Literal["title", "summary", "text", "questions", "notes", "links", "place"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a passage said before and says after, "" where it was not there.

    `language` is None where the part is in none. Of questions and notes only those that differ are told.
    """

    name: PartName
    language: Language | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that is new (`before` is None), gone (`after` is None) or reads otherwise (`parts`)."""

    before: Passage | None
    after: Passage | None
    parts: tuple[Part, ...] = ()

    @property
    def passage(self) -> Passage:
        found = self.after or self.before
        assert found is not None  # noqa: S101  # one of the two is always there
        return found


def differences(before: Corpus, after: Corpus) -> tuple[Difference, ...]:
    """Return what differs, in the order of the newer document, then what is gone."""
    return (*_new_and_changed(before, after), *_gone(before, after))


def _new_and_changed(before: Corpus, after: Corpus) -> Iterator[Difference]:
    for passage in after:
        if passage.id not in before:
            yield Difference(None, passage)
            continue
        was = before.passage(passage.id)
        if parts := tuple(_parts(was, passage)):
            yield Difference(was, passage, parts)


def _gone(before: Corpus, after: Corpus) -> Iterator[Difference]:
    return (Difference(passage, None) for passage in before if passage.id not in after)


def _parts(was: Passage, now: Passage) -> Iterator[Part]:
    for language in LANGUAGES:
        told: tuple[tuple[PartName, str, str], ...] = (
            ("title", was.title.get(language, ""), now.title.get(language, "")),
            ("summary", was.summary.get(language, ""), now.summary.get(language, "")),
            ("text", was.text.get(language, ""), now.text.get(language, "")),
            (
                "questions",
                *_those_that_differ(was.questions.get(language, ()), now.questions.get(language, ())),
            ),
            ("notes", *_those_that_differ(was.notes.get(language, ()), now.notes.get(language, ()))),
        )
        yield from (Part(name, language, old, new) for name, old, new in told if old != new)
    places: tuple[tuple[PartName, str, str], ...] = (
        ("links", _links(was), _links(now)),
        ("place", _place(was), _place(now)),
    )
    yield from (Part(name, None, old, new) for name, old, new in places if old != new)


def _those_that_differ(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str]:
    """Return the lines of each that the other does not have."""
    return "\n".join(one for one in was if one not in now), "\n".join(one for one in now if one not in was)


def _links(passage: Passage) -> str:
    return "\n".join(link.url for link in passage.links)


def _place(passage: Passage) -> str:
    return " / ".join(filter(None, (passage.parent, passage.number, *passage.related)))
