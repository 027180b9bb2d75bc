"""Short ways to keep files with tickets in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from bot.store import fetches, files
from bot.store.engine import Database
from bot.store.inbox import NewEvent
from bot.store.outbox import NewDebt
from bot.store.sources import message_key
from bot.store.tables import ticket_files
from handlers.tickets.log import Channel, FileKept
from tests.bot.store.lodged import SEAL
from tests.bot.store.rows import claim, owe
from tests.handlers.tickets.lives import NUMBER, PERSON, Life

CONTENT = b"%PDF-1.7\n my secret letter of resignation"
NAME = "退職届.pdf"
MESSAGE = "461230966842064897"


def a_file(
    file_id: str = "f1", message_id: str = MESSAGE, lane: str = "ana", number: str = NUMBER
) -> files.SealedFile:
    key = message_key(lane, message_id, SEAL)
    return files.sealed(number, file_id, key, "application/pdf", CONTENT, NAME, SEAL)


def keep(database: Database, *kept: files.SealedFile, now: int = 0) -> None:
    with database.write() as connection:
        for one in kept:
            files.keep(connection, one, now)


def logged(life: Life, file_id: str = "f1", content: bytes = CONTENT) -> Life:
    """Note in a ticket's log that a file is kept."""
    return life.add(
        FileKept(
            at=life.now,
            by=PERSON,
            channel=Channel.LINE,
            file=file_id,
            media_type="application/pdf",
            size=len(content),
            digest=files.digest_of(content),
        )
    )


def under_way(database: Database, lane: str = "ana", message_id: str = MESSAGE) -> int:
    """Owe a fetch and take it for sending; returns its row."""
    known = fetches.dedupe(lane, message_id, SEAL)
    owe(database, NewDebt(known, fetches.CHANNEL, f"files of {lane}", b"sealed", None))
    (debt,) = claim(database)
    return debt.id


def ended(file_id: str = "f1", lane: str = "ana") -> NewEvent:
    return NewEvent(fetches.event_id(file_id), fetches.CHANNEL, lane, b"sealed", 0)


def settle(
    database: Database, row: int, file: files.SealedFile | None, event: NewEvent | None = None
) -> bool:
    with database.write() as connection:
        return fetches.settle(connection, row, event or ended(), file, 0)


def call_off(database: Database, lane: str = "ana", message_id: str = MESSAGE) -> bool:
    with database.write() as connection:
        return fetches.call_off(connection, lane, message_id, 5, SEAL)


def rows(database: Database) -> Sequence[Row[Any]]:
    with database.read() as connection:
        return connection.execute(select(ticket_files).order_by(ticket_files.c.id)).all()
