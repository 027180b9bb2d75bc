"""Taking a copy of a ticket is itself an entry of its log, which the copy already has."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.store import ticket_logs, ticket_texts, tickets
from bot.store.engine import Database
from bot.store.errors import TicketChanged
from bot.store.sealing import Seal
from handlers.tickets.chain import Entry
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.log import TicketEvent
from handlers.tickets.records import event_of
from handlers.tickets.ticket import Ticket

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """The whole log of a ticket and its texts (None for one that was erased), both of one moment."""

    entries: tuple[Entry, ...]
    texts: dict[str, SaltedText | None]


def take(database: Database, number: str, noted: Callable[[Ticket], TicketEvent], seal: Seal) -> Taken | None:
    """Append the event that notes the copy, and return what is to be copied; None where there is no ticket.

    Raises TicketChanged when others write to the ticket all the time, UnknownRecord and BrokenLog for a log
    that this program cannot read, and WrongSeal.
    """
    for _ in range(_TRIES - 1):
        with suppress(TicketChanged):
            return _take(database, number, noted, seal)
    return _take(database, number, noted, seal)


def _take(
    database: Database, number: str, noted: Callable[[Ticket], TicketEvent], seal: Seal
) -> Taken | None:
    with database.write() as connection:
        known = ticket_logs.entries(connection, number)
        if not known:
            return None
        ticket = Ticket.of(event_of(entry.event) for entry in known)
        change = TicketChange(number, ticket.version, (noted(ticket),))
        tickets.append(connection, [change], seal)
        # Read anew: who wrote to the ticket between the two is in the chain, or made the change fail.
        entries = tuple(ticket_logs.entries(connection, number))
        return Taken(entries, ticket_texts.load(connection, number, seal))
