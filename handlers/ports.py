"""What the handlers ask of the store beside conversation and tickets; read only where it is needed."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from handlers.own_data.holdings import Holdings
from handlers.tickets.log import TicketEvent


class Shelf(Protocol):
    """What is kept about the person of this event, and about nobody else."""

    def text(self, number: str, text_id: str) -> str | None:
        """Return a text of one of this person's tickets; None where it is erased or not theirs."""
        ...

    def log(self, number: str) -> tuple[TicketEvent, ...]:
        """Return the whole log of one of this person's tickets; nothing where it is not theirs."""
        ...

    def code_digest(self, subject: str) -> str | None:
        """Return the digest of the code sent last for a subject; None where none is kept any more."""
        ...

    def codes_sent(self) -> tuple[datetime, ...]:
        """Return when codes were sent for this person within the last day, newest first (UTC)."""
        ...

    def codes_sent_to(self, address: str) -> tuple[datetime, ...]:
        """Return when codes were sent to an address, for whomever, in the last day, newest first (UTC)."""
        ...

    def texts_from(self, message_id: str) -> tuple[tuple[str, str], ...]:
        """Return number and id of each ticket text that was made from a message of this person."""
        ...

    def files_from(self, message_id: str) -> tuple[tuple[str, str], ...]:
        """Return number and id of each file kept with a ticket that came in a message of this person."""
        ...

    def taken_back(self, message_id: str) -> bool:
        """Tell whether this person took a message back."""
        ...

    def holdings(self) -> Holdings:
        """Return what is held of this person now, counted."""
        ...
