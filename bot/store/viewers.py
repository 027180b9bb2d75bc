"""Who looks at a ticket at the moment, so that two people do not do the same work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.tables import ticket_viewers

FRESH_MS = 45_000
"""So long after somebody was seen they still count as looking: an open page tells it every 20 seconds."""


def _look(insert: Any) -> Insert:
    statement = insert(ticket_viewers)
    upsert: Insert = statement.on_conflict_do_update(
        index_elements=["number", "member"], set_={"seen_at": statement.excluded.seen_at}
    )
    return upsert


_LOOK = {"sqlite": _look(sqlite.insert), "postgresql": _look(postgresql.insert)}
_OTHERS = (
    select(ticket_viewers.c.member)
    .where(
        ticket_viewers.c.number == bindparam("which"),
        ticket_viewers.c.member != bindparam("me"),
        ticket_viewers.c.seen_at > bindparam("since"),
    )
    .order_by(ticket_viewers.c.member)
)


def look(connection: Connection, number: str, member: str, now: int) -> None:
    """Note that a member of the staff has a ticket open."""
    connection.execute(_LOOK[connection.dialect.name], {"number": number, "member": member, "seen_at": now})


def others(connection: Connection, number: str, member: str, now: int) -> tuple[str, ...]:
    """Return the ids of everybody else who looks at a ticket."""
    since = now - FRESH_MS
    found = connection.execute(_OTHERS, {"which": number, "me": member, "since": since})
    return tuple(found.scalars())


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Forget who looked before this time; returns how many rows."""
    old = (
        select(ticket_viewers.c.number, ticket_viewers.c.member)
        .where(ticket_viewers.c.seen_at < before)
        .limit(most)
    )
    gone = [{"which": number, "who": member} for number, member in connection.execute(old)]
    if gone:
        connection.execute(_FORGET, gone)
    return len(gone)


_FORGET = delete(ticket_viewers).where(
    ticket_viewers.c.number == bindparam("which"), ticket_viewers.c.member == bindparam("who")
)
