"""Open a store for a test that has its tables, and close it afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bot.store import schema
from bot.store.engine import Database, open_database


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Give the store at this address, with its tables."""
    lay_tables(url)
    database = open_database(url)
    try:
        yield database
    finally:
        database.close()


def lay_tables(url: str) -> None:
    """Make the tables at this address; a new SQLite file is copied: to make it takes longer than a test."""
    kind, _, path = url.partition(":///")
    if kind == "sqlite" and not Path(path).exists():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(_empty_store())
    else:
        _migrate(url)


@cache
def _empty_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        _migrate(f"sqlite:///{folder}/madoguchi.db")
        return Path(folder, "madoguchi.db").read_bytes()


def _migrate(url: str) -> None:
    database = open_database(url)
    try:
        schema.migrate(database)
    finally:
        database.close()
