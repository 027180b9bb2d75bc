"""One passage with all that the bot knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rights import PASSAGE as RIGHTS_PASSAGE
from handlers.tickets.names import right_name
from handlers.tickets.refusals import Reason, catalogue
from handlers.tickets.rights import Right
from knowledge.language import Language
from knowledge.passages import Corpus, Passage


@dataclass(frozen=True, slots=True)
class PassagePage:
    """A passage and those around it; `rights` are what requests begin from it for, `reasons` rest on it."""

    passage: Passage
    above: Passage | None
    below: tuple[Passage, ...]
    related: tuple[Passage, ...]
    rights: tuple[str, ...]
    reasons: tuple[Reason, ...]
    is_contact: bool


def passage_page(passage: Passage, corpus: Corpus, language: Language) -> PassagePage:
    """Put together what is shown of a passage."""
    return PassagePage(
        passage=passage,
        above=corpus.passage(passage.parent) if passage.parent in corpus and passage.parent else None,
        below=corpus.children(passage.id),
        related=tuple(corpus.passage(one) for one in passage.related if one in corpus),
        rights=tuple(right_name(right, language) for right in Right) if passage.id == RIGHTS_PASSAGE else (),
        reasons=tuple(one for one in catalogue().values() if one.passage == passage.id),
        is_contact=any(corpus.policy.contact.email in text for text in passage.text.values()),
    )
