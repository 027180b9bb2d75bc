"""What the bot would say to a question, without anybody's chat: what it finds, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Kind
from handlers.events import MessageReceived
from handlers.plain import as_text
from handlers.routes import decide
from knowledge.findings import Finder, Tier
from knowledge.language import LANGUAGES, Language, language_of

LONGEST = 500
"""Characters of a question that is tried."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage and how sure it is that it answers, in percent."""

    id: str
    title: str
    percent: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What comes of a question in one language; `spoken` tells that the question is in it.

    `says` is the whole reply, as a chat without buttons shows it.
    """

    language: Language
    spoken: bool
    kind: Kind | None
    tier: Tier
    says: str
    candidates: tuple[Candidate, ...]


def trials(finder: Finder, question: str, now: datetime, reader: Language) -> Iterator[Trial]:
    """Try a question in both languages, the one that it is in first; titles are in the reader's."""
    spoken = language_of(question)
    first = spoken or reader
    for language in sorted(LANGUAGES, key=lambda one: one != first):
        yield _trial(finder, question, now, language, spoken == language, reader)


def _trial(
    finder: Finder, question: str, now: datetime, language: Language, spoken: bool, reader: Language
) -> Trial:
    conversation = Conversation(language=language, language_fixed=True)
    event = MessageReceived(id="trial", at=now, text=question)
    decision = decide(event, Context(finder, conversation, now))
    found = finder.find(question, language)
    return Trial(
        language=language,
        spoken=spoken,
        kind=decision.kind,
        tier=decision.tier,
        says=as_text(decision.replies),
        candidates=tuple(
            Candidate(
                match.passage_id,
                finder.corpus.passage(match.passage_id).title[reader],
                round(match.confidence * 100),
            )
            for match in found.matches[:_SHOWN]
        ),
    )
