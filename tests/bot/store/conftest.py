"""The store on each engine: what it promises must hold on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine import Database, open_database
from bot.store.tables import metadata
from tests.bot.store.opened import opened
from tests.postgres_server import PostgresServer

_BEGIN_ANEW = """
SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""
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
    _empty(database)
    yield database
    database.close()


def _empty(database: Database) -> None:
    """Take out every row and let each number begin anew; TRUNCATE would make every table's files anew."""
    some = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0})"
    kept = " UNION ALL ".join(some.format(name) for name in metadata.tables)
    with database.write() as connection:
        full = set(connection.exec_driver_sql(kept).scalars())
        for table in reversed(metadata.sorted_tables):
            if table.name in full:
                connection.execute(table.delete())
        connection.exec_driver_sql(_BEGIN_ANEW)
