"""Open SQLite or PostgreSQL, and the ways to read and write: short, in one transaction, errors as our own."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.store.bell import FileBell, ring_postgres
from bot.store.errors import StoreDown
from bot.store.write_lock import WriteLock

# Others take `Connection` from here, so that SQLAlchemy is imported in this package alone.
__all__ = [
    "Connection",
    "Database",
    "PostgresDatabase",
    "SqliteDatabase",
    "Unit",
    "hold_still",
    "open_database",
    "savepoint",
]

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "cache_size=-32000",
    "temp_store=MEMORY",
    "secure_delete=ON",  # what is erased must not stay readable in free pages
)
# A PostgreSQL server that only lets read says so by an InternalError; SQLite calls a file that is damaged or
# no database a DatabaseError of no further kind. All other kinds are mistakes of ours.
_DOWN = (OperationalError, InterfaceError, InternalError)
_CONNECT_SECONDS = 3
_POOL_SECONDS = 5


class Unit(Protocol):
    """One piece of work: read what is due, think, then write it all at once."""

    @property
    def read(self) -> Connection:
        """Reads what was committed before the work began."""
        ...

    def write(self) -> AbstractContextManager[Connection]:
        """Begin to write; the end of the block commits, an exception undoes everything."""
        ...


class Database:
    """The store's connections. Every method raises StoreDown when the database cannot be reached."""

    engine: Engine
    url: URL

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read what is committed."""
        with _our_errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, wake_workers: bool = False) -> Iterator[Connection]:
        """Write in one transaction, durable when the block ends; optionally wake the workers."""
        raise NotImplementedError

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Do one piece of work. On PostgreSQL the rows it takes stay locked until its end."""
        raise NotImplementedError

    def close(self) -> None:
        """Close all connections of this process."""
        self.engine.dispose()


class SqliteDatabase(Database):
    """A file on this machine. Writers of all processes queue fairly at a lock beside it."""

    def __init__(self, url: URL) -> None:
        if not url.database or url.database == ":memory:":
            raise StoreDown("DATABASE_URL must name a SQLite file, such as sqlite:///var/madoguchi.db")
        self.url = url
        self.path = Path(url.database)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.engine = create_engine(url, pool_size=8, max_overflow=32, pool_timeout=_POOL_SECONDS)
        event.listen(self.engine, "connect", _prepare_sqlite)
        event.listen(self.engine, "begin", _begin_sqlite)
        _keep_from_children(self.engine)
        self._writer = self.engine.execution_options(begin="IMMEDIATE")
        self._lock = WriteLock(self.path.with_name(self.path.name + ".lock"))
        self._bell = FileBell(self.path)

    @contextmanager
    def write(self, *, wake_workers: bool = False) -> Iterator[Connection]:
        with _our_errors(), self._lock.held(), self._writer.begin() as connection:
            yield connection
        if wake_workers:
            self._bell.ring()

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        with self.read() as connection:
            yield _SqliteUnit(self, connection)


class _SqliteUnit:
    def __init__(self, database: SqliteDatabase, connection: Connection) -> None:
        self._database = database
        self.read = connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        self.read.rollback()
        with self._database.write() as connection:
            yield connection


class PostgresDatabase(Database):
    """A PostgreSQL server that several machines may share."""

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+psycopg")
        self.engine = create_engine(
            self.url,
            pool_size=8,
            max_overflow=32,
            pool_timeout=_POOL_SECONDS,
            connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "madoguchi"},
        )
        _keep_from_children(self.engine)

    @contextmanager
    def write(self, *, wake_workers: bool = False) -> Iterator[Connection]:
        with _our_errors(), self.engine.begin() as connection:
            yield connection
            if wake_workers:
                ring_postgres(connection)

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        with _our_errors(), self.engine.connect() as connection:
            yield _PostgresUnit(connection)


class _PostgresUnit:
    def __init__(self, connection: Connection) -> None:
        self.read = connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        # The transaction has begun with the first read, which holds the locks on what was taken.
        yield self.read
        self.read.commit()


def open_database(url: str) -> Database:
    """Open the database named by DATABASE_URL; connects at the first use. Raises StoreDown."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteDatabase(parsed)
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        return PostgresDatabase(parsed)
    raise StoreDown(
        f"DATABASE_URL names {parsed.get_backend_name()}; only sqlite and postgresql are supported"
    )


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Undo only what the block wrote when it raises; the transaction around it goes on."""
    with _our_errors(), connection.begin_nested():
        yield


def hold_still(connection: Connection) -> None:
    """Let everything read here be of one moment, whatever others write meanwhile; before anything is read."""
    if connection.dialect.name == "postgresql":  # SQLite reads like this anyhow
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _keep_from_children(engine: Engine) -> None:
    # A forked child that spoke through its parent's connections would garble both.
    known = weakref.ref(engine)

    def forget() -> None:
        if inherited := known():
            inherited.dispose(close=False)

    os.register_at_fork(after_in_child=forget)


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise StoreDown(type(error).__name__) from error
    except DBAPIError as error:
        if isinstance(error, _DOWN) or type(error) is DatabaseError or error.connection_invalidated:
            raise StoreDown(type(error).__name__) from error
        raise


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # The driver's own BEGIN comes too late for reads and is never IMMEDIATE; ours is sent by _begin_sqlite.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
