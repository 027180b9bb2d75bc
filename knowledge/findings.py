"""What a search hands back: passages with a confidence, in one of three tiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from knowledge.language import Language
from knowledge.passages import Corpus

Tier = Literal["answer", "choose", "fallback"]


@dataclass(frozen=True, slots=True)
class Match:
    """A passage and how sure we are that it answers the question, 0 to 1."""

    passage_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Finding:
    """`answer`: the first match is right enough to be quoted; `choose`: ask which one was meant;
    `fallback`: the policy does not say. `matches` is best first and may hold near misses in every tier.
    `unstated` is the id of the known unknown that was asked about; only with `fallback`.
    """

    tier: Tier
    matches: tuple[Match, ...]
    confidence: float
    unstated: str | None = None


class Finder(Protocol):
    """Finds the passages of one corpus that answer a question. Never raises on any text."""

    @property
    def corpus(self) -> Corpus: ...

    def find(self, question: str, language: Language) -> Finding: ...
