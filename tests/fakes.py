"""Doubles that keep the contracts of the real things and hold everything in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.findings import Finding
from knowledge.language import Language
from knowledge.passages import Corpus


@dataclass(slots=True)
class ScriptedFinder:
    """A Finder that finds the same for every question but some, and remembers what it was asked."""

    corpus: Corpus
    found: Finding
    otherwise: dict[str, Finding] = field(default_factory=dict)
    asked: list[tuple[str, Language]] = field(default_factory=list)

    def find(self, question: str, language: Language) -> Finding:
        self.asked.append((question, language))
        return self.otherwise.get(question, self.found)
