"""A policy and its citable pieces, as immutable values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.language import Language


class UnknownPassage(KeyError):
    """No passage of this corpus has that id."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address the passage itself names, offered as a button."""

    label: Mapping[Language, str]
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of a policy.

    `text` is the source's wording, verbatim, in the languages we hold; it may be empty where the source
    prints a heading without a body. `summary` is our own plain wording and never quoted as the policy.
    `number` is how the source counts it, as shown to people ("2 (2)", "4-1 ①–⑤", "Addendum").
    `notes` must be said beside the quote, because the quote alone misleads.
    """

    id: str
    number: str
    parent: str | None
    title: Mapping[Language, str]
    summary: Mapping[Language, str]
    text: Mapping[Language, str]
    questions: Mapping[Language, tuple[str, ...]]
    notes: Mapping[Language, tuple[str, ...]]
    links: tuple[Link, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unstated:
    """Something people ask that the policy is known not to state.

    `says` is our own honest sentence about that, `nearest` the passages (at most two) that come close,
    and `escalate` tells that the Privacy Center should be offered.
    """

    id: str
    nearest: tuple[str, ...]
    escalate: bool
    says: Mapping[Language, str]
    questions: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A message somebody wrote and what it asks for: passages, or something the policy does not state.

    The ranking learns from it beside the example questions. One of `passages` and `unstated` is empty;
    `also` are passages that would do as well, and are not learned.
    """

    id: str
    language: Language
    text: str
    passages: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unstated: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the policy itself says that questions go (section 13)."""

    name: Mapping[Language, str]
    email: str
    address: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Policy:
    """The document the passages come from. `authority` is the language whose wording prevails."""

    id: str
    name: Mapping[Language, str]
    company: str
    authority: Language
    revised: date
    revisions: tuple[date, ...]
    url: str
    contact: Contact


@dataclass(frozen=True, slots=True)
class Corpus:
    """The published set of passages: immutable, with a version, in the order of the document.

    `concepts` are the words people say one thing in (see `knowledge.concepts`), by the concept's name, and
    `asked` what the ranking learns from beside the example questions.
    """

    version: str
    policy: Policy
    passages: tuple[Passage, ...]
    unstated: tuple[Unstated, ...] = ()
    concepts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    _by_id: Mapping[str, Passage] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {passage.id: passage for passage in self.passages})

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    def __contains__(self, passage_id: object) -> bool:
        return passage_id in self._by_id

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with this id. Raises UnknownPassage."""
        try:
            return self._by_id[passage_id]
        except KeyError:
            raise UnknownPassage(passage_id) from None

    def unstated_entry(self, unstated_id: str) -> Unstated:
        """Return the known unknown with this id. Raises UnknownPassage."""
        for entry in self.unstated:
            if entry.id == unstated_id:
                return entry
        raise UnknownPassage(unstated_id)

    def children(self, passage_id: str) -> tuple[Passage, ...]:
        """Return the passages directly below this one, in the order of the document."""
        return tuple(passage for passage in self.passages if passage.parent == passage_id)
