"""What a handler may see and change while it decides about one event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from handlers.conversation import Conversation
from handlers.draws import Draws
from handlers.escalating.staff import Staff
from handlers.ports import Shelf
from handlers.tickets.ticket import Ticket
from knowledge.findings import Finder, Finding
from knowledge.language import Language, language_of
from knowledge.passages import Corpus


def _not_kept(_: datetime) -> Corpus | None:
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """The published knowledge, this person's conversation and the time (UTC) of the decision.

    `quoted` are the passages shown by the message of ours that this person quotes, best first. `requester` is
    this person's pseudonym, and `tickets` are theirs and nobody else's, newest first; a group has
    neither. Without `draws` nothing can be opened. `shelf` is what else is kept of this person; `mails`
    tells that letters can be sent, `public_url` is where our own pages are. `staff` tells how
    the Privacy Center is. `corpus_then` returns the knowledge that was published at a moment, None where that
    is not kept.
    """

    finder: Finder
    conversation: Conversation
    now: datetime
    quoted: tuple[str, ...] = ()
    requester: str = ""
    tickets: tuple[Ticket, ...] = ()
    draws: Draws | None = None
    shelf: Shelf | None = None
    mails: bool = False
    public_url: str = ""
    staff: Staff = field(default_factory=Staff)
    corpus_then: Callable[[datetime], Corpus | None] = _not_kept
    _found: dict[tuple[str, Language], Finding] = field(default_factory=dict, repr=False, compare=False)

    @property
    def corpus(self) -> Corpus:
        return self.finder.corpus

    @property
    def takes_requests(self) -> bool:
        """Tell whether a request of this person can become a ticket here."""
        return self.draws is not None and bool(self.requester)

    def find(self, text: str) -> Finding:
        """Return what answers a text, in its language or that of the conversation; looked up once."""
        asked = (text, language_of(text) or self.conversation.language)
        if asked not in self._found:
            self._found[asked] = self.finder.find(*asked)
        return self._found[asked]
