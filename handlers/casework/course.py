"""What an act writes into a ticket, step by step: each step is decided on what the one before made of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce

from handlers.casework.case import Case
from handlers.decisions import Decision
from handlers.notices import Notice
from handlers.tickets import machine
from handlers.tickets.changes import SaltedText
from handlers.tickets.guards import Act
from handlers.tickets.keeping import kept
from handlers.tickets.log import MessageOut, NoteAdded, TicketEvent
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket


@dataclass(slots=True)
class Course:
    """The steps of one act; nothing is written before its `decision` is."""

    case: Case
    events: list[TicketEvent] = field(default_factory=list)
    texts: dict[str, SaltedText] = field(default_factory=dict)

    @property
    def ticket(self) -> Ticket:
        """Return the ticket as the steps so far leave it."""
        return reduce(Ticket.after, self.events, self.case.ticket)

    @property
    def log(self) -> tuple[TicketEvent, ...]:
        return (*self.case.log, *self.events)

    def add(self, *events: TicketEvent) -> Course:
        self.events += events
        return self

    def keep(self, words: str) -> KeptText:
        """Keep words beside the log and return what points to them."""
        text, texts = kept(words, self.case.draws)
        self.texts |= texts
        return text

    def keep_any(self, words: str) -> KeptText | None:
        """Do the same where there are any words; a move that needs some is refused for it."""
        return self.keep(words) if words else None

    def note(self, words: str) -> Course:
        """Keep words as a note."""
        return self.add(NoteAdded(at=self.case.now, by=self.case.by, text=self.keep(words)))

    def say(self, text: KeptText) -> Course:
        """Note that this is what we write to the requester. How it travels the log has by itself."""
        return self.add(MessageOut(at=self.case.now, by=self.case.by, text=text))

    def move(
        self,
        move: Move,
        text: KeptText | None = None,
        *,
        into: Ticket | None = None,
        owner: str | None = None,
        until: datetime | None = None,
    ) -> Course:
        """Move the ticket, with what ends with it. Raises MoveRefused."""
        by, at = self.case.by, self.case.now
        act = Act(move=move, by=by, at=at, text=text, into=into, owner=owner, until=until)
        return self.add(*machine.entries(self.ticket, act))

    def take_up(self) -> Course:
        """Begin with what was only received. Raises MoveRefused."""
        return self.move(Move.TAKE_UP) if self.ticket.status is Status.RECEIVED else self

    def decision(self, *notices: Notice) -> Decision:
        """Return the decision that all steps are written, and this is said to the requester."""
        return replace(self.case.changed(*self.events, texts=self.texts), notices=notices)
