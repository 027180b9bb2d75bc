"""Lists of tickets: what they are, where they stand and until when they must be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, true

from bot.store.tables import ticket_items, tickets
from handlers.tickets.rights import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A ticket in a list; times are milliseconds since 1970, UTC, `rights` in their usual order."""

    number: str
    kind: str
    status: str
    open: bool
    received_at: int | None
    legal_due_at: int | None
    assignee: str | None
    rights: tuple[str, ...]


_COLUMNS = (
    tickets.c.number,
    tickets.c.kind,
    tickets.c.status,
    tickets.c.open,
    tickets.c.received_at,
    tickets.c.legal_due_at,
    tickets.c.assignee,
)
_ORDER = [right.value for right in Right]


def everything(connection: Connection) -> list[Listed]:
    """Return every ticket, newest first."""
    newest = select(*_COLUMNS).order_by(tickets.c.opened_at.desc(), tickets.c.number)
    return _listed(connection, newest)


def open_ones(connection: Connection) -> list[Listed]:
    """Return every ticket that somebody still has something to do with; what is due first comes first."""
    return _listed(connection, _due(select(*_COLUMNS).where(tickets.c.open == true())))


def overdue(connection: Connection, now: int) -> list[Listed]:
    """Return the open tickets whose legal period is over; the one that is late longest comes first."""
    late = select(*_COLUMNS).where(tickets.c.open == true(), tickets.c.legal_due_at < now)
    return _listed(connection, _due(late))


def _due(chosen: Select[Any]) -> Select[Any]:
    return chosen.order_by(tickets.c.legal_due_at.asc().nulls_last(), tickets.c.number)


def _listed(connection: Connection, chosen: Select[Any]) -> list[Listed]:
    rows = connection.execute(chosen).mappings().all()
    wanted = chosen.with_only_columns(tickets.c.number).order_by(None)
    rights: dict[str, list[str]] = {}
    items = select(ticket_items.c.number, ticket_items.c.right).where(ticket_items.c.number.in_(wanted))
    for number, right in connection.execute(items):
        rights.setdefault(number, []).append(right)
    return [Listed(**row, rights=_in_order(rights.get(row["number"], []))) for row in rows]


def _in_order(rights: list[str]) -> tuple[str, ...]:
    return tuple(sorted(rights, key=lambda right: _ORDER.index(right) if right in _ORDER else len(_ORDER)))
