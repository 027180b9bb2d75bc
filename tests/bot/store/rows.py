"""Short ways to write down rows in tests, and to look at what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from bot.store import inbox, outbox, outcomes, tables
from bot.store.engine import Database
from bot.store.inbox import NewEvent, StoredEvent
from bot.store.outbox import Debt, NewDebt
from bot.store.outcomes import Outcome

SECOND = 1_000
MINUTE = 60 * SECOND
OWNER = "worker-1"


def arrived(event_id: str, lane: str = "ana", at: int = 0) -> NewEvent:
    return NewEvent(event_id, "line", lane, f"sealed {event_id}".encode(), at)


def put(database: Database, *events: NewEvent) -> None:
    with database.write() as connection:
        inbox.put(connection, events)


def heads(database: Database, now: int = 0, most: int = 100) -> list[StoredEvent]:
    with database.read() as connection:
        return inbox.heads(connection, now, most)


def head_ids(database: Database, now: int = 0, most: int = 100) -> list[str]:
    return [event.event_id for event in heads(database, now, most)]


def fail(database: Database, event_id: str, now: int = 0) -> bool:
    """Let one of the events that are due fail."""
    (event,) = [found for found in heads(database, now) if found.event_id == event_id]
    with database.write() as connection:
        return inbox.failed(connection, event, "ValueError", now)


def fail_for_good(database: Database, event_id: str, now: int = 0) -> None:
    """Let an event fail until it is set aside; `now` is when that happens."""
    with database.write() as connection:
        (row,) = [row.id for row in _rows(connection, tables.inbox) if row.event_id == event_id]
        for _ in range(inbox.LAST_ATTEMPT):
            inbox.blame(connection, row, now)


def decide(database: Database, event_id: str, now: int = 0) -> None:
    with database.write() as connection:
        inbox.done(connection, [stored_event(database, event_id).id], now)


def owed(dedupe: str, lane: str = "ana", token_until: int | None = None) -> NewDebt:
    return NewDebt(dedupe, "line", lane, f"sealed {dedupe}".encode(), token_until)


def owe(database: Database, *debts: NewDebt, now: int = 0) -> None:
    with database.write() as connection:
        outbox.owe(connection, debts, now)


def claim(database: Database, now: int = 0, owner: str = OWNER, most: int = 100) -> list[Debt]:
    with database.write() as connection:
        return outbox.claim(connection, owner, now, most)


def claimed(database: Database, now: int = 0, owner: str = OWNER, most: int = 100) -> list[str]:
    return [debt.dedupe for debt in claim(database, now, owner, most)]


def record(database: Database, *ended: Outcome, now: int = 0, owner: str = OWNER) -> None:
    with database.write() as connection:
        outcomes.record(connection, owner, ended, now)


def stored_event(database: Database, event_id: str) -> Row[Any]:
    (row,) = [row for row in stored_events(database) if row.event_id == event_id]
    return row


def stored_events(database: Database) -> Sequence[Row[Any]]:
    with database.read() as connection:
        return _rows(connection, tables.inbox)


def stored_debt(database: Database, dedupe: str) -> Row[Any]:
    (row,) = [row for row in stored_debts(database) if row.dedupe == dedupe]
    return row


def stored_debts(database: Database) -> Sequence[Row[Any]]:
    with database.read() as connection:
        return _rows(connection, tables.outbox)


def _rows(connection: Any, table: Any) -> Sequence[Row[Any]]:
    rows: Sequence[Row[Any]] = connection.execute(select(table).order_by(table.c.id)).all()
    return rows
