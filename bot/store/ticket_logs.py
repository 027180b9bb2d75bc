"""The logs of tickets as they are stored: one row an event, each an entry of its ticket's chain."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from bot.store.chain_rows import entry_of
from bot.store.tables import ticket_events, tickets
from bot.store.ticket_rows import Values, milliseconds
from handlers.tickets import chain
from handlers.tickets.actors import STAFF
from handlers.tickets.chain import Entry
from handlers.tickets.log import TicketEvent
from handlers.tickets.records import event_of, record_of
from handlers.tickets.ticket import Ticket

MOST = 20
"""So many tickets of one person are looked at: open ones before others, then the newest."""


@dataclass(frozen=True, slots=True)
class StoredLog:
    """A ticket's log as it is stored: its number and each event's record as JSON, in order."""

    number: str
    records: tuple[str, ...]

    def ticket(self) -> Ticket:
        """Return what the log comes to. Raises UnknownRecord and BrokenLog."""
        return Ticket.of(event_of(json.loads(record)) for record in self.records)


def add(connection: Connection, number: str, events: Iterable[TicketEvent], last: Entry | None) -> str:
    """Append events to a ticket's log; `last` is its last entry so far. Returns the new last entry's hash."""
    rows = []
    for event in events:
        last = chain.entry(number, record_of(event), last)
        rows.append(
            {
                "number": number,
                "sequence": last.sequence,
                "record": chain.canonical(last.event).decode(),
                "previous": last.previous,
                "hash": last.hash,
                **told(event),
            }
        )
    connection.execute(ticket_events.insert(), rows)
    return last.hash if last else chain.START


def told(event: TicketEvent) -> Values:
    """Return what a row tells of its record as well, to be searched by: when, who of staff, and what."""
    return {
        "at": milliseconds(event.at),
        "staff": event.by.id if event.by.role in STAFF else None,
        "what": record_of(event)["what"],
    }


_ENTRIES: Select[Any] = (
    select(
        ticket_events.c.number,
        ticket_events.c.sequence,
        ticket_events.c.record,
        ticket_events.c.previous,
        ticket_events.c.hash,
    )
    .where(ticket_events.c.number == bindparam("whose"))
    .order_by(ticket_events.c.sequence)
)


def entries(connection: Connection, number: str) -> list[Entry]:
    """Return the entries of a ticket's chain; a record that was damaged is an event that says nothing."""
    return [entry_of(row, row.number) for row in connection.execute(_ENTRIES, {"whose": number})]


_BETWEEN = (
    select(*_ENTRIES.selected_columns)
    .where(ticket_events.c.number >= bindparam("first"), ticket_events.c.number <= bindparam("last"))
    .order_by(ticket_events.c.number, ticket_events.c.sequence)
)


def entries_between(connection: Connection, first: str, last: str) -> dict[str, list[Entry]]:
    """Return the chains of the tickets with these numbers and those between them; see `entries`."""
    found: dict[str, list[Entry]] = {}
    for row in connection.execute(_BETWEEN, {"first": first, "last": last}):
        found.setdefault(row.number, []).append(entry_of(row, row.number))
    return found


def log_of(connection: Connection, number: str) -> tuple[TicketEvent, ...]:
    """Return a ticket's log; nothing where there is no such ticket. Raises UnknownRecord."""
    return tuple(event_of(entry.event) for entry in entries(connection, number))


_PLACE = func.row_number().over(
    partition_by=tickets.c.requester,
    order_by=(tickets.c.open.desc(), tickets.c.opened_at.desc(), tickets.c.number),
)
_PLACED = (
    select(tickets.c.number, _PLACE.label("place"))
    .where(tickets.c.requester.in_(bindparam("whose", expanding=True)))
    .subquery()
)
_OWN: Select[Any] = (
    select(tickets.c.requester, ticket_events.c.number, ticket_events.c.record)
    .join(tickets, tickets.c.number == ticket_events.c.number)
    .join(_PLACED, _PLACED.c.number == ticket_events.c.number)
    .where(_PLACED.c.place <= MOST)
    .order_by(tickets.c.opened_at.desc(), ticket_events.c.number, ticket_events.c.sequence)
)


def own(connection: Connection, lanes: Collection[str]) -> dict[str, tuple[StoredLog, ...]]:
    """Return the logs of each person's tickets, at most `MOST`, newest first; who has none is left out.

    They are not read yet: a log that this program does not understand must cost its own person only.
    """
    if not lanes:
        return {}
    found: dict[str, dict[str, list[str]]] = {}
    for requester, number, record in connection.execute(_OWN, {"whose": list(lanes)}):
        found.setdefault(requester, {}).setdefault(number, []).append(record)
    return {
        requester: tuple(StoredLog(number, tuple(records)) for number, records in logs.items())
        for requester, logs in found.items()
    }


def folded(logs: Iterable[StoredLog]) -> tuple[Ticket, ...]:
    """Return what logs come to, in the same order. Raises UnknownRecord and BrokenLog."""
    return tuple(log.ticket() for log in logs)
