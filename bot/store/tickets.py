"""Tickets are written here: events into the log and its chain, sealed texts beside it, and rows for lists.

The log is the ticket; the rows of `tickets` and `ticket_items` are what it comes to.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store import evidence, files, purging, ticket_logs, ticket_tags, ticket_texts
from bot.store.errors import NumberTaken, TicketChanged
from bot.store.sealing import Seal
from bot.store.tables import ticket_items, tickets
from bot.store.ticket_rows import Values, item_rows, ticket_row
from handlers.tickets import chain
from handlers.tickets.chain import Entry
from handlers.tickets.changes import TicketChange
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.log import MessageTakenBack, TicketEvent
from handlers.tickets.statuses import Status


def append(connection: Connection, changes: Iterable[TicketChange], seal: Seal) -> None:
    """Write what was decided about tickets; several changes of one ticket in this order.

    Raises NumberTaken and TicketChanged, after which the transaction, or its savepoint, must be undone; and
    BrokenLog for a new ticket whose first event does not open it.
    """
    # In the same order by everybody, or two who write to the same two tickets would wait for each other.
    for change in sorted(changes, key=attrgetter("number")):
        if change.version == 0:
            _open(connection, change)
        else:
            _go_on(connection, change)
        ticket_texts.keep(connection, change.number, change.texts, seal)
        _erase_what_went(connection, change, seal)
        if _purges(change):
            purging.purge(connection, change.number)


def _open(connection: Connection, change: TicketChange) -> None:
    log = change.events
    row = ticket_row(log)
    if row["number"] != change.number:
        raise ValueError(f"{change.number} is opened as {row['number']}")
    # The row comes first, for the others refer to it; its head is written when the chain is known.
    opened = connection.execute(_OPEN[connection.dialect.name], {**row, "head": chain.START})
    if opened.one_or_none() is None:
        raise NumberTaken(change.number)
    _add(connection, change, row, log, None)


def _go_on(connection: Connection, change: TicketChange) -> None:
    known = connection.execute(_STANDS, {"whose": change.number}).one_or_none()
    before = ticket_logs.log_of(connection, change.number) if known else ()
    if known is None or (known.version, len(before)) != (change.version, change.version):
        raise TicketChanged(change.number)
    log = (*before, *change.events)
    row = ticket_row(log)
    # Claimed before anything is added: who writes to the same ticket meanwhile waits here and is too late.
    moved = connection.execute(_GO_ON, {**row, "whose": change.number, "decided_on": change.version})
    if moved.rowcount == 0:
        raise TicketChanged(change.number)
    last = Entry(number=change.number, sequence=known.version, event={}, previous="", hash=known.head)
    _add(connection, change, row, log, last)


def _add(
    connection: Connection,
    change: TicketChange,
    row: Values,
    log: tuple[TicketEvent, ...],
    last: Entry | None,
) -> None:
    head = ticket_logs.add(connection, change.number, change.events, last)
    connection.execute(_HEAD, {"whose": change.number, "now_last": head})
    if items := item_rows(log):
        connection.execute(_ITEMS[connection.dialect.name], items)
    ticket_tags.follow(connection, row, log)


def _erase_what_went(connection: Connection, change: TicketChange, seal: Seal) -> None:
    """Erase what the events say is erased, in the transaction that says so."""
    for event in change.events:
        match event:
            case MessageTakenBack(texts=texts, files=ids):
                ticket_texts.erase_these(connection, change.number, texts)
                files.erase_these(connection, ids)
            case EvidenceErased(files=ids):
                evidence.erase(connection, change.number, ids, seal)


def _purges(change: TicketChange) -> bool:
    return any(getattr(event, "to", None) is Status.PURGED for event in change.events)


def _opening(insert: Any) -> Insert:
    statement = insert(tickets).on_conflict_do_nothing(index_elements=["number"])
    if_free: Insert = statement.returning(tickets.c.number)
    return if_free


def _items(insert: Any) -> Insert:
    statement = insert(ticket_items)
    new = {"outcome": statement.excluded.outcome}
    upsert: Insert = statement.on_conflict_do_update(index_elements=["number", "right"], set_=new)
    return upsert


_OPEN = {"sqlite": _opening(sqlite.insert), "postgresql": _opening(postgresql.insert)}
_ITEMS = {"sqlite": _items(sqlite.insert), "postgresql": _items(postgresql.insert)}
_STANDS = select(tickets.c.version, tickets.c.head).where(tickets.c.number == bindparam("whose"))
_HEAD = update(tickets).where(tickets.c.number == bindparam("whose")).values(head=bindparam("now_last"))
_GO_ON = update(tickets).where(
    tickets.c.number == bindparam("whose"), tickets.c.version == bindparam("decided_on")
)
