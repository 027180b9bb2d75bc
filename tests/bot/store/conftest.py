"""The store on each engine: what it promises must hold on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine import Database, open_database
from bot.store.tables import metadata
from tests.bot.store.opened import opened
from tests.postgres_server import PostgresServer

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a store on each engine that has no tables yet."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path}/madoguchi.db"
    else:
        address = request.getfixturevalue("postgres_url")
    database = open_database(address)
    yield database
    database.close()


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> Database:
    """Give a store on each engine that has its tables and no rows."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """Give a store on SQLite that has its tables and no rows."""
    with opened(f"sqlite:///{tmp_path}/madoguchi.db") as database:
        yield database


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_server: PostgresServer) -> Iterator[str]:
    """Give the address of a database with tables: to create one takes longer than most tests."""
    with postgres_server.database() as url:
        with opened(url):
            pass
        yield url


@pytest.fixture
def postgresql_database(postgres_with_tables: str) -> Iterator[Database]:
    """Give a store on PostgreSQL that has its tables and no rows."""
    database = open_database(postgres_with_tables)
    names = ", ".join(metadata.tables)
    with database.write() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")
    yield database
    database.close()
