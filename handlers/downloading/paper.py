"""A copy as people read it, on a page or on paper: every line finished, in the language of the ticket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.tickets.items import Outcome
from handlers.tickets.names import outcome_name, right_name, status_name
from handlers.tickets.own_copy import PARTS, OwnCopy
from handlers.tickets.own_words import told
from handlers.tickets.records import record_of
from handlers.tickets.rights import Right
from handlers.tickets.telling import moment
from handlers.tickets.texts import pointed
from handlers.wording import say
from knowledge.language import Language

Line = tuple[str, str]
_LABELS = ("for", "items", "happened", "when", "what", "files", "no_files", "proof", "head", "parts", "how")


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the log: its place, when it was, what happened, and what was written then."""

    place: int
    when: str
    what: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything a printed copy says. `words` are its headings, `head` and `sums` what it is checked by."""

    language: Language
    title: str
    words: Mapping[str, str]
    facts: tuple[Line, ...]
    items: tuple[Line, ...]
    steps: tuple[Step, ...]
    files: tuple[Line, ...]
    head: str
    sums: tuple[Line, ...]


def paper_of(copy: OwnCopy) -> Paper:
    """Return a copy as it is printed."""
    content: Any = copy.content
    language = copy.ticket.language
    return Paper(
        language=language,
        title=say("copy.title", language, number=copy.ticket.number),
        words={name: say(f"copy.{name}", language) for name in _LABELS},
        facts=tuple(_facts(copy, language)),
        items=tuple(_items(content["about"]["items"], language)),
        steps=tuple(_steps(copy, language)),
        files=tuple(
            (say("copy.file", language, media_type=one["media_type"], size=one["size"]), one["sha256"])
            for one in content["files"]
        ),
        head=content["about"]["head"],
        sums=tuple((say(f"copy.part.{part}", language), content["sha256"][part]) for part in PARTS),
    )


def _facts(copy: OwnCopy, language: Language) -> Iterable[Line]:
    received = copy.ticket.received_at
    yield say("copy.status", language), status_name(copy.ticket.status, language)
    yield (
        say("copy.received", language),
        moment(received) if received else say("copy.not_received", language),
    )
    yield say("copy.made", language), moment(copy.made_at)


def _items(items: Iterable[Mapping[str, Any]], language: Language) -> Iterable[Line]:
    for item in items:
        outcome = outcome_name(Outcome(item["outcome"]), language) if item["outcome"] else None
        yield right_name(Right(item["right"]), language), outcome or say("copy.open", language)


def _steps(copy: OwnCopy, language: Language) -> Iterable[Step]:
    content: Any = copy.content
    shown: set[str] = set()
    for entry, event in zip(content["entries"], copy.events, strict=True):
        written = [text_id for text_id, _ in pointed(record_of(event))] if event else []
        # What was written once may be in several entries: that it was said, and what became of the ticket.
        texts = tuple(_text(copy, one, language) for one in written if one in copy.texts.keys() - shown)
        shown.update(written)
        yield Step(entry["sequence"], moment(event.at) if event else "", told(event, language), texts)


def _text(copy: OwnCopy, text_id: str, language: Language) -> str:
    kept = copy.texts[text_id]
    return kept.text if kept else say("copy.erased", language)
