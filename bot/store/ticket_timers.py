"""When which ticket is looked at again because something may have to happen by itself (`tickets.next_at`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, update

from bot.store.tables import tickets

_DUE: Select[Any] = (
    select(tickets.c.number)
    .where(tickets.c.next_at <= bindparam("now"))
    .order_by(tickets.c.next_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def due(connection: Connection, now: int, most: int) -> list[str]:
    """Return the numbers of tickets to look at now (milliseconds since 1970, UTC), longest due first.

    On PostgreSQL they stay locked for this transaction, and those locked by others are left out.
    """
    return list(connection.execute(_DUE, {"now": now, "most": most}).scalars())


_LOOK_AT = update(tickets).where(tickets.c.number == bindparam("whose")).values(next_at=bindparam("then"))


def look_at(connection: Connection, number: str, then: int | None) -> None:
    """Look at a ticket at this time, without its having changed; None: not before something happens to it."""
    connection.execute(_LOOK_AT, {"whose": number, "then": then})
