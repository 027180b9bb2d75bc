"""One ticket on somebody's desk: what an act is decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.tickets.actors import Actor
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.log import TicketEvent
from handlers.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with its whole log, who acts on it, and what may be seen while that is decided."""

    ticket: Ticket
    log: tuple[TicketEvent, ...]
    by: Actor
    ctx: Context
    draws: Draws

    @property
    def now(self) -> datetime:
        return self.ctx.now

    def changed(self, *events: TicketEvent, texts: dict[str, SaltedText] | None = None) -> Decision:
        """Return the decision that these events are written, with the texts they point to."""
        change = TicketChange(self.ticket.number, self.ticket.version, events, texts or {})
        return Decision(ticket=self.ticket.number, changes=(change,))
