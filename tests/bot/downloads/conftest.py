"""The store of the pages on each engine, and a house with a ticket and a link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.store.engine import Database
from tests.bot.downloads.house import House
from tests.bot.store.conftest import database, postgres_with_tables, postgresql_database, sqlite_database

__all__ = ["database", "postgres_with_tables", "postgresql_database", "sqlite_database"]


@pytest.fixture
def house(sqlite_database: Database) -> Iterator[House]:
    """Give a house in which ana has a ticket and a link to it."""
    with House(sqlite_database) as house:
        house.lodge()
        yield house


@pytest.fixture
def either_house(database: Database) -> Iterator[House]:
    """Give the same on each engine."""
    with House(database) as house:
        house.lodge()
        yield house
