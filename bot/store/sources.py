"""Which message of the platform a ticket's text was made from, for when the person takes it back."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, insert, select

from bot.store.sealing import Seal
from bot.store.tables import ticket_sources


def message_key(lane: str, message_id: str, seal: Seal) -> str:
    """Return what a person's message is known by: 32 hex digits that tell nothing of it."""
    return seal.lane("message", f"{lane}:{message_id}")


def keep(
    connection: Connection,
    lane: str,
    number: str,
    sources: Mapping[str, tuple[str, ...]],
    now: int,
    seal: Seal,
) -> None:
    """Note from which messages the texts of a ticket were made."""
    rows = [
        {"message": message_key(lane, message, seal), "text_id": text_id, "number": number, "kept_at": now}
        for text_id, messages in sources.items()
        for message in dict.fromkeys(messages)
    ]
    if rows:
        connection.execute(insert(ticket_sources), rows)


_FROM = select(ticket_sources.c.number, ticket_sources.c.text_id).where(
    ticket_sources.c.message == bindparam("whose")
)


def texts_from(connection: Connection, lane: str, message_id: str, seal: Seal) -> tuple[tuple[str, str], ...]:
    """Return number and id of each text made from a message of this person."""
    found = connection.execute(_FROM, {"whose": message_key(lane, message_id, seal)})
    return tuple((number, text_id) for number, text_id in found)


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Forget where texts kept before this time came from; returns of how many."""
    old = select(ticket_sources.c.text_id).where(ticket_sources.c.kept_at < before).limit(most)
    return connection.execute(ticket_sources.delete().where(ticket_sources.c.text_id.in_(old))).rowcount
