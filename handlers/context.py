"""What a handler may see and change while it decides about one event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.conversation import Conversation
from knowledge.findings import Finder
from knowledge.passages import Corpus


@dataclass(frozen=True, slots=True)
class Context:
    """The published knowledge, this person's conversation and the time (UTC) of the decision.

    `quoted` are the passages shown by the message of ours that this person quotes, best first.
    """

    finder: Finder
    conversation: Conversation
    now: datetime
    quoted: tuple[str, ...] = ()

    @property
    def corpus(self) -> Corpus:
        return self.finder.corpus
