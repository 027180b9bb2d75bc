"""A worker's seat: a name that stays the same after a restart, and the bell it listens to.

The name lets a restarted worker take back at once what it was sending when it died. One worker per seat:
SQLite has one seat and a lock that the kernel frees; PostgreSQL has many, held by session locks.
"""

from __future__ import annotations

import os
import selectors
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy.engine import URL

from bot.store.bell import CHANNEL, FileBell
from bot.store.engine import Database, PostgresDatabase, SqliteDatabase
from bot.store.errors import StoreDown
from bot.store.write_lock import SingleProcess

_SEATS = 64
_LOCK_SPACE = 0x6D61646F  # "mado"; keeps our session locks apart from those of others


class Seat(Protocol):
    """One worker's place."""

    name: str

    def note(self, event_ids: Sequence[int]) -> None:
        """Remember what is being decided, so that a crash shows which events caused it."""
        ...

    def noted(self) -> list[int]:
        """Return what was being decided when this seat was last left."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; returns whether somebody rang. Raises StoreDown when the seat is lost."""
        ...

    def ring(self) -> None:
        """Wake `wait` from another thread of this process."""
        ...

    def leave(self) -> None:
        """Give the seat up."""
        ...


class _Waiter:
    """Waits for a descriptor or for another thread."""

    def __init__(self, descriptor: int) -> None:
        self._inside, self._ringer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._selector = selectors.DefaultSelector()
        for readable in (descriptor, self._inside):
            self._selector.register(readable, selectors.EVENT_READ)

    def wait(self, seconds: float) -> set[int]:
        """Return the descriptors that became readable."""
        ready = {key.fd for key, _ in self._selector.select(seconds)}
        if self._inside in ready:
            _empty(self._inside)
        return ready

    def ring(self) -> None:
        with suppress(BlockingIOError):
            os.write(self._ringer, b"!")

    def close(self) -> None:
        self._selector.close()
        os.close(self._inside)
        os.close(self._ringer)


def _empty(descriptor: int) -> None:
    with suppress(BlockingIOError):
        while os.read(descriptor, 4096):
            pass


class SqliteSeat:
    """The one seat at a SQLite file. The note lies in a file that survives the process, not the power."""

    name = "worker-1"

    def __init__(self, database: SqliteDatabase, single: SingleProcess) -> None:
        self._single = single
        self._bell = FileBell(database.path).hang()
        self._waiter = _Waiter(self._bell)
        notes = database.path.with_name(database.path.name + ".taking")
        self._notes = os.open(notes, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def note(self, event_ids: Sequence[int]) -> None:
        text = ",".join(map(str, event_ids)).encode()
        os.pwrite(self._notes, text + b"\n", 0)

    def noted(self) -> list[int]:
        line = os.pread(self._notes, 65_536, 0).partition(b"\n")[0]
        return [int(part) for part in line.split(b",") if part.isdigit()]

    def wait(self, seconds: float) -> bool:
        ready = self._waiter.wait(seconds)
        if self._bell in ready:
            _empty(self._bell)
        return bool(ready)

    def ring(self) -> None:
        self._waiter.ring()

    def leave(self) -> None:
        self._waiter.close()
        os.close(self._bell)
        os.close(self._notes)
        self._single.release()


class PostgresSeat:
    """A seat at a PostgreSQL server: a session that holds a lock and listens."""

    def __init__(self, session: psycopg.Connection[tuple[object, ...]], number: int) -> None:
        self.name = f"worker-{number}"
        self._session = session
        self._socket = session.fileno()
        self._waiter = _Waiter(self._socket)

    def note(self, event_ids: Sequence[int]) -> None:
        self._run(
            "INSERT INTO seats (name, holding) VALUES (%s, %s) "
            "ON CONFLICT (name) DO UPDATE SET holding = excluded.holding",
            (self.name, ",".join(map(str, event_ids))),
        )

    def noted(self) -> list[int]:
        rows = self._run("SELECT holding FROM seats WHERE name = %s", (self.name,)).fetchall()
        return [int(part) for row in rows for part in str(row[0]).split(",") if part.isdigit()]

    def wait(self, seconds: float) -> bool:
        ready = self._waiter.wait(seconds)
        if self._socket in ready:
            try:
                for _ in self._session.notifies(timeout=0):
                    pass
            except psycopg.Error as error:
                raise StoreDown("SeatLost") from error
        return bool(ready)

    def ring(self) -> None:
        self._waiter.ring()

    def leave(self) -> None:
        self._waiter.close()
        self._session.close()

    def _run(self, statement: str, values: tuple[str, ...]) -> psycopg.Cursor[tuple[object, ...]]:
        try:
            return self._session.execute(statement.encode(), values)
        except psycopg.Error as error:
            raise StoreDown("SeatLost") from error


def take_seat(database: Database) -> Seat | None:
    """Take a free seat; None when all are taken. Raises StoreDown."""
    if isinstance(database, SqliteDatabase):
        return _take_sqlite(database)
    assert isinstance(database, PostgresDatabase)  # noqa: S101  # there are two kinds of database
    return _take_postgres(database.url)


def _take_sqlite(database: SqliteDatabase) -> Seat | None:
    single = SingleProcess(Path(f"{database.path}.worker"))
    return SqliteSeat(database, single) if single.acquire() else None


def _take_postgres(url: URL) -> Seat | None:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        session = psycopg.connect(address, autocommit=True, connect_timeout=3)
        # A note only has to survive this process, so it need not wait for the disk.
        session.execute("SET synchronous_commit = off")
        for number in range(1, _SEATS + 1):
            row = session.execute("SELECT pg_try_advisory_lock(%s, %s)", (_LOCK_SPACE, number)).fetchone()
            if row and row[0]:
                session.execute(f"LISTEN {CHANNEL}".encode())
                return PostgresSeat(session, number)
    except psycopg.Error as error:
        raise StoreDown(type(error).__name__) from error
    session.close()
    return None
