"""The texts of tickets: sealed, found by their words, and erased one by one while the log stays whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, select, update

from bot.store import word_index
from bot.store.sealing import Seal
from bot.store.tables import ticket_texts
from handlers.tickets.changes import SaltedText
from handlers.tickets.texts import SALT_BYTES


def place_of(number: str, text_id: str) -> str:
    """Return the place that a text of a ticket is sealed for."""
    return f"ticket:{number}:{text_id}"


def keep(connection: Connection, number: str, texts: Mapping[str, SaltedText], seal: Seal) -> None:
    """Keep the texts of a ticket, each with its salt, under their ids."""
    rows = [
        {
            "id": text_id,
            "number": number,
            "sealed": seal.close(kept.salt + kept.text.encode(), place_of(number, text_id)),
        }
        for text_id, kept in texts.items()
    ]
    if rows:
        connection.execute(ticket_texts.insert(), rows)
        word_index.keep(connection, number, texts, seal)


_OF_TICKET = (
    select(ticket_texts.c.id, ticket_texts.c.sealed)
    .where(ticket_texts.c.number == bindparam("whose"))
    .order_by(ticket_texts.c.id)
)


def load(connection: Connection, number: str, seal: Seal) -> dict[str, SaltedText | None]:
    """Return the texts of a ticket by id; None for one that was erased. Raises WrongSeal."""
    return {
        text_id: opened(seal.open(sealed, place_of(number, text_id))) if sealed is not None else None
        for text_id, sealed in connection.execute(_OF_TICKET, {"whose": number})
    }


_ERASE = (
    update(ticket_texts)
    .where(ticket_texts.c.number == bindparam("whose"), ticket_texts.c.sealed.is_not(None))
    .values(sealed=None)
)


def erase(connection: Connection, number: str) -> int:
    """Erase every text of a ticket with its salt; returns how many."""
    word_index.erase(connection, number)
    return connection.execute(_ERASE, {"whose": number}).rowcount


_ERASE_THESE = _ERASE.where(ticket_texts.c.id.in_(bindparam("which", expanding=True)))


def erase_these(connection: Connection, number: str, ids: Collection[str]) -> int:
    """Erase some texts of a ticket, each with its salt; returns how many."""
    if not ids:
        return 0
    word_index.erase_these(connection, ids)
    return connection.execute(_ERASE_THESE, {"whose": number, "which": list(ids)}).rowcount


def opened(value: bytes) -> SaltedText:
    """Return a text with its salt, as they are sealed together."""
    return SaltedText(value[SALT_BYTES:].decode(), value[:SALT_BYTES])
