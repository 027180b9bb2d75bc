"""The one seat at the mailbox: of several workers one reads it, and another takes over when it dies."""

from __future__ import annotations

from typing import Protocol

import psycopg
from sqlalchemy.engine import URL

from bot.store.engine import Database, PostgresDatabase
from bot.store.errors import StoreDown

_LOCK_SPACE, _LOCK = 0x6D61646F, 0  # the space of the workers' seats, which are numbered from 1
# The server frees the lock of a machine that has gone without a word after a minute, not after two hours.
_NOTICES_DEATH = (
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
)


class MailboxSeat(Protocol):
    """The right to read the mailbox."""

    def held(self) -> bool:
        """Tell whether it is still ours; it is lost with the connection to the store."""
        ...

    def close(self) -> None:
        """Give it up."""
        ...


class _OnlySeat:
    """On SQLite whoever asks is the one worker there is."""

    def held(self) -> bool:
        return True

    def close(self) -> None:
        """Have nothing to give up."""


class _PostgresSeat:
    """A session that holds a lock, which the server frees when the session ends, however it does."""

    def __init__(self, session: psycopg.Connection[tuple[object, ...]]) -> None:
        self._session = session

    def held(self) -> bool:
        try:
            self._session.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def close(self) -> None:
        self._session.close()


def take_mailbox_seat(database: Database) -> MailboxSeat | None:
    """Take the seat; None while another worker has it. Raises StoreDown."""
    return _of_postgres(database.url) if isinstance(database, PostgresDatabase) else _OnlySeat()


def _of_postgres(url: URL) -> MailboxSeat | None:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        session = psycopg.connect(address, autocommit=True, connect_timeout=3)
        session.execute(_NOTICES_DEATH)
        row = session.execute("SELECT pg_try_advisory_lock(%s, %s)", (_LOCK_SPACE, _LOCK)).fetchone()
    except psycopg.Error as error:
        raise StoreDown(type(error).__name__) from error
    if row and row[0]:
        return _PostgresSeat(session)
    session.close()
    return None
