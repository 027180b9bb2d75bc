"""Files that people sent to a ticket: sealed bytes and names, erased one by one while the log stays whole."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.sources import message_key
from bot.store.tables import ticket_files


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file as its row: whose message it came in (`sources.message_key`), what it is, and sealed bytes."""

    id: str
    number: str
    message: str
    media_type: str
    size: int
    digest: str
    name: bytes | None
    sealed: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a ticket without its bytes. `name` is what the sender called it, "" where nobody
    said or our keys do not open it.

    `digest` is SHA-256 of the bytes in hex, `size` counts them, `kept_at` is in milliseconds since 1970,
    UTC. Of an erased file the name is gone, too.
    """

    id: str
    media_type: str
    size: int
    digest: str
    kept_at: int
    name: str
    erased: bool


def place_of(number: str, file_id: str) -> str:
    """Return the place that a file's bytes are sealed for."""
    return f"file:{number}:{file_id}"


def name_place_of(number: str, file_id: str) -> str:
    """Return the place that a file's name is sealed for."""
    return f"file_name:{number}:{file_id}"


def digest_of(content: bytes) -> str:
    """Return what a log knows a file by."""
    return hashlib.sha256(content).hexdigest()


def sealed(
    number: str, file_id: str, message: str, media_type: str, content: bytes, name: str, seal: Seal
) -> SealedFile:
    """Seal a file; done before a transaction begins, for ten megabytes take a while."""
    return SealedFile(
        id=file_id,
        number=number,
        message=message,
        media_type=media_type,
        size=len(content),
        digest=digest_of(content),
        name=seal.close(name.encode(), name_place_of(number, file_id)) if name else None,
        sealed=seal.close(content, place_of(number, file_id)),
    )


def _keep(insert: Any) -> Insert:
    statement: Insert = insert(ticket_files).on_conflict_do_nothing(index_elements=["id"])
    return statement


_KEEP = {"sqlite": _keep(sqlite.insert), "postgresql": _keep(postgresql.insert)}


def keep(connection: Connection, file: SealedFile, now: int) -> None:
    """Keep a file; one that is kept already, or was erased since, stays as it is."""
    columns = ("id", "number", "message", "media_type", "size", "digest", "name", "sealed")
    row = {column: getattr(file, column) for column in columns}
    connection.execute(_KEEP[connection.dialect.name], {**row, "kept_at": now})


_OF_TICKET = (
    select(
        ticket_files.c.id,
        ticket_files.c.number,
        ticket_files.c.media_type,
        ticket_files.c.size,
        ticket_files.c.digest,
        ticket_files.c.kept_at,
        ticket_files.c.name,
        ticket_files.c.sealed.is_(None).label("erased"),
    )
    .where(ticket_files.c.number == bindparam("whose"))
    .order_by(ticket_files.c.kept_at, ticket_files.c.id)
)


def of_ticket(connection: Connection, number: str, seal: Seal) -> list[StoredFile]:
    """Return the files of a ticket, oldest first, without their bytes."""
    return [_stored(row, seal) for row in connection.execute(_OF_TICKET, {"whose": number})]


def _stored(row: Row[Any], seal: Seal) -> StoredFile:
    name = _name(row, seal)
    return StoredFile(row.id, row.media_type, row.size, row.digest, row.kept_at, name, row.erased)


def _name(row: Row[Any], seal: Seal) -> str:
    if row.name is None or row.erased:
        return ""
    try:
        return seal.open(row.name, name_place_of(row.number, row.id)).decode()
    except WrongSeal:  # the file is shown all the same; whether it is whole is asked elsewhere
        return ""


_ONE = select(ticket_files.c.sealed).where(
    ticket_files.c.number == bindparam("whose"), ticket_files.c.id == bindparam("which")
)


def content(connection: Connection, number: str, file_id: str, seal: Seal) -> bytes | None:
    """Return the bytes of a file; None where it is erased or the ticket has none of this id.

    Raises WrongSeal.
    """
    found = connection.execute(_ONE, {"whose": number, "which": file_id}).scalar_one_or_none()
    return seal.open(found, place_of(number, file_id)) if found is not None else None


def is_whole(connection: Connection, number: str, file_id: str, digest: str, seal: Seal) -> bool:
    """Tell whether a file's bytes are those of this digest; an erased one is."""
    try:
        kept = content(connection, number, file_id, seal)
    except WrongSeal:
        return False
    return kept is None or digest_of(kept) == digest


def messages_of(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Return the keys of the messages that files came in (`sources.message_key`)."""
    found = select(ticket_files.c.message).where(ticket_files.c.id.in_(ids))
    return frozenset(connection.execute(found).scalars())


def erase(connection: Connection, number: str) -> int:
    """Erase every file of a ticket with its name; returns how many."""
    return _erase(connection, ticket_files.c.number == number)


def erase_these(connection: Connection, ids: Collection[str]) -> int:
    """Erase files by their ids; returns how many."""
    return _erase(connection, ticket_files.c.id.in_(ids)) if ids else 0


def _erase(connection: Connection, which: ColumnElement[bool]) -> int:
    held = update(ticket_files).where(which, ticket_files.c.sealed.is_not(None))
    return connection.execute(held.values(sealed=None, name=None)).rowcount


_FROM = select(ticket_files.c.number, ticket_files.c.id).where(
    ticket_files.c.message == bindparam("whose"), ticket_files.c.sealed.is_not(None)
)


def files_from(connection: Connection, lane: str, message_id: str, seal: Seal) -> tuple[tuple[str, str], ...]:
    """Return number and id of each file that came in a message of this person and is not erased."""
    found = connection.execute(_FROM, {"whose": message_key(lane, message_id, seal)})
    return tuple((number, file_id) for number, file_id in found)


def erase_from(connection: Connection, lane: str, message_id: str, seal: Seal) -> tuple[tuple[str, str], ...]:
    """Erase what came in a message that its sender took back; returns number and id of each file.

    A fetch that still waits is called off by `fetches.call_off`; call that first.
    """
    found: Sequence[tuple[str, str]] = files_from(connection, lane, message_id, seal)
    erase_these(connection, [file_id for _, file_id in found])
    return tuple(found)
