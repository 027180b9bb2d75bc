"""What one decision adds to one ticket, for the store to write together with everything else it decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.tickets.log import TicketEvent


@dataclass(frozen=True, slots=True)
class SaltedText:
    """A text of a ticket and the salt its digest was made with (see `texts`). Personal: kept encrypted."""

    text: str
    salt: bytes


@dataclass(frozen=True, slots=True)
class TicketChange:
    """Events to append to the ticket of this number, decided on its `version` (0 where it begins here).

    The store refuses it when the ticket has another version by then, or the number of a new one is taken.
    `texts` holds, by its id, every text the events point to; `sources` tells, by the same ids, from which
    messages of the platform a text was made, for when one of them is taken back.
    """

    number: str
    version: int
    events: tuple[TicketEvent, ...]
    texts: Mapping[str, SaltedText] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
