"""Open a store for a test, bring its tables up to date, and close it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.store import schema
from bot.store.engine import Database, open_database


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Give the store at this address, with its tables."""
    database = open_database(url)
    try:
        schema.migrate(database)
        yield database
    finally:
        database.close()
