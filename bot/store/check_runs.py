"""Rows of runs that check chains: how far one is, and what the newest one that ended has found."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update


def newest(connection: Connection, runs: Table) -> Row[Any] | None:
    """Return the newest run that ended."""
    ended = _newest_first(runs).where(runs.c.ended_at.is_not(None))
    return connection.execute(ended).one_or_none()


def under_way(connection: Connection, runs: Table) -> Row[Any] | None:
    """Return the run that goes on, if one does."""
    row = connection.execute(_newest_first(runs)).one_or_none()
    return row if row and row.ended_at is None else None


def keep(connection: Connection, runs: Table, run: dict[str, Any]) -> None:
    """Keep how far a run is, by its columns; when it has ended, those before it are forgotten."""
    begun_at = run["begun_at"]
    same = runs.c.begun_at == begun_at
    if connection.execute(update(runs).where(same).values(**run)).rowcount == 0:
        connection.execute(insert(runs).values(**run))
    if run["ended_at"] is not None:
        connection.execute(delete(runs).where(runs.c.begun_at < begun_at))


def _newest_first(runs: Table) -> Any:
    return select(runs).order_by(runs.c.begun_at.desc()).limit(1)
