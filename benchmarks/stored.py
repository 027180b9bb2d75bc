"""The product's stored rows, seen from outside: counted, and copied to make a database grow."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Engine, MetaData, Table, create_engine, func, insert, inspect, select, text

from benchmarks.servers import BenchmarkError
from benchmarks.webhooks import ulid

_ULID = re.compile("[0-9A-HJKMNP-TV-Z]{26}")
_CHUNK = 5_000
_MS_BETWEEN = 500

Row = dict[str, Any]


def count_inbox(url: str) -> int:
    """Return how many events are stored."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(text("inbox"))).scalar_one()
    finally:
        engine.dispose()


def grow(url: str, count: int) -> None:
    """Copy decided events and what was sent for them, under new ids, until `count` events are stored."""
    engine = create_engine(url)
    try:
        tables = [Table(name, MetaData(), autoload_with=engine) for name in ("inbox", "outbox")]
        ids = [ulid(int(time.time() * 1_000) - (count - number) * _MS_BETWEEN) for number in range(count)]
        for table in tables:
            _copy_rows(engine, table, ids)
        _tidy(engine)
    finally:
        engine.dispose()


def _copy_rows(engine: Engine, table: Table, ids: list[str]) -> None:
    unique = _unique_columns(engine, table)
    with engine.connect() as connection:
        found = connection.execute(select(table).where(table.c.done_at.is_not(None))).mappings()
        patterns = [
            {name: value for name, value in row.items() if name != "id"}
            for row in found
            if any(_ULID.search(str(row[name])) for name in unique)  # not the periodic jobs
        ]
    if not patterns:
        raise BenchmarkError(f"nothing to copy: {table.name} has no finished row")
    rows = (
        _renamed(patterns[number % len(patterns)], unique, event_id) for number, event_id in enumerate(ids)
    )
    while chunk := list(islice(rows, _CHUNK)):
        with engine.begin() as connection:
            connection.execute(insert(table), chunk)


def _renamed(pattern: Row, unique: set[str], event_id: str) -> Row:
    return {
        name: _ULID.sub(event_id, value) if name in unique and isinstance(value, str) else value
        for name, value in pattern.items()
    }


def _unique_columns(engine: Engine, table: Table) -> set[str]:
    inspector = inspect(engine)
    constraints: Iterator[list[str]] = (
        found["column_names"] for found in inspector.get_unique_constraints(table.name)
    )
    return {column for columns in constraints for column in columns}


def _tidy(engine: Engine) -> None:
    # What autovacuum would have done by then, and a write-ahead log as short as that of an empty database.
    statement = "VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
        if engine.dialect.name == "postgresql":
            connection.execute(text("CHECKPOINT"))
