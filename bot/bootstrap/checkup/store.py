"""The store: is it there, do the keys open what is in it, and is there room for more."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from bot.bootstrap.checked import Checked, Wrong, checked
from bot.bootstrap.storage import seal_of
from bot.line.envelope import PERSON
from bot.settings import Settings
from bot.store import seal_check
from bot.store.engine import Database, SqliteDatabase
from bot.store.errors import StoreError
from bot.store.revision import is_current

LEAST_ROOM = 500_000_000
"""Bytes: weeks of a busy desk, and time to notice."""


def tables(database: Database) -> str:
    """Say that the store is reached and its tables are current. Raises Wrong."""
    if isinstance(database, SqliteDatabase):
        _is_a_file(database)
    try:
        current = is_current(database)
    except StoreError as error:
        raise Wrong(f"it is not reached ({error}); look at DATABASE_URL, and whether it runs") from None
    if not current:
        raise Wrong("its tables are not current; run: python -m bot migrate")
    return "reached, and its tables are current"


def keys(database: Database, settings: Settings) -> str:
    """Say that DATA_KEYS open what is kept, tried on some of it. Raises Wrong."""
    _tables_first(database)
    with database.read() as connection:
        tried = seal_check.tried(connection, seal_of(settings))
    if not tried.rows:
        return "well-formed; nothing is kept yet to try them on"
    if tried.closed:
        raise Wrong(
            f"they do not open {tried.closed} of {tried.rows} rows that were tried; "
            "put the keys that were used before behind the newest one"
        )
    return f"they open what is kept, tried on {tried.rows} rows"


def pseudonyms(database: Database, settings: Settings) -> str:
    """Say that SECRET_KEY makes the pseudonyms that people are stored under. Raises Wrong."""
    _tables_first(database)
    with database.read() as connection:
        same = seal_check.finds_people(connection, seal_of(settings), PERSON)
    if same is None:
        return "long enough; nobody is kept yet to try it on"
    if not same:
        raise Wrong("people are kept under another one, and would lose their tickets; put that one back")
    return "it finds the people that are kept"


def room(database: Database) -> Iterator[Checked]:
    """Tell how much room a file has to grow; a server looks after its own."""
    if isinstance(database, SqliteDatabase):
        yield checked("disk", lambda: _room(database))


def _room(database: SqliteDatabase) -> str:
    size = database.path.stat().st_size if database.path.exists() else 0
    free = shutil.disk_usage(database.path.parent).free
    told = f"{free / 1e9:.1f} GB free where the store is, which has {size / 1e9:.1f} GB"
    if free < max(LEAST_ROOM, size):
        raise Wrong(f"{told}; make room, or a copy of it has none")
    return told


def _is_a_file(database: SqliteDatabase) -> None:
    if not database.path.exists():  # looking into it would make an empty one
        raise Wrong(f"there is no file {database.path}; look at DATABASE_URL, or run: python -m bot migrate")
    if not os.access(database.path, os.R_OK | os.W_OK):
        raise Wrong(f"{database.path} may not be read and written by this user; change its owner or mode")


def _tables_first(database: Database) -> None:
    try:
        tables(database)
    except Wrong:
        raise Wrong("cannot be tried before the store is well") from None
