"""Where people with tickets are reached at their platform, for what we say without being asked. Sealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.sealing import Seal
from bot.store.tables import addresses


def place_of(lane: str) -> str:
    """Return the place that a person's address is sealed for."""
    return f"address:{lane}"


def _keep(insert: Any) -> Insert:
    statement: Insert = insert(addresses).on_conflict_do_nothing(index_elements=["lane"])
    return statement


_KEEP = {"sqlite": _keep(sqlite.insert), "postgresql": _keep(postgresql.insert)}


def keep(connection: Connection, lane: str, source: str, address: str, now: int, seal: Seal) -> None:
    """Keep where a person is reached at a platform; it never changes there."""
    sealed = seal.close(address.encode(), place_of(lane))
    row = {"lane": lane, "source": source, "sealed": sealed, "kept_at": now}
    connection.execute(_KEEP[connection.dialect.name], row)


_OF = select(addresses.c.source, addresses.c.sealed).where(addresses.c.lane == bindparam("whose"))


def find(connection: Connection, lane: str, seal: Seal) -> tuple[str, str] | None:
    """Return the platform and the address of a person there; None where it is not kept. Raises WrongSeal."""
    row = connection.execute(_OF, {"whose": lane}).one_or_none()
    return (row.source, seal.open(row.sealed, place_of(lane)).decode()) if row else None


def forget(connection: Connection, lane: str) -> None:
    """Forget where a person is reached."""
    connection.execute(delete(addresses).where(addresses.c.lane == lane))
