"""Do the keys at hand open what is kept, and make the pseudonyms it is kept under: tried on some of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, select

from bot.store import addresses, conversations, inbox, outbox, ticket_texts
from bot.store import tables as known
from bot.store.accounts import account
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal

_SOME = 50


@dataclass(frozen=True, slots=True)
class Tried:
    """How many rows were tried, and how many of them stayed closed."""

    rows: int
    closed: int


_SEALED: tuple[tuple[Column[Any], tuple[Column[Any], ...], Callable[..., str]], ...] = (
    (
        known.ticket_texts.c.sealed,
        (known.ticket_texts.c.number, known.ticket_texts.c.id),
        ticket_texts.place_of,
    ),
    (known.staff_accounts.c.sealed, (known.staff_accounts.c.id,), account.place_of),
    (known.addresses.c.sealed, (known.addresses.c.lane,), addresses.place_of),
    (known.conversations.c.form, (known.conversations.c.lane,), conversations.place_of),
    (known.inbox.c.payload, (known.inbox.c.event_id,), inbox.place_of),
    (known.outbox.c.body, (known.outbox.c.dedupe,), outbox.place_of),
)


def tried(connection: Connection, seal: Seal) -> Tried:
    """Try to open some rows of each kind."""
    opened = [
        _opens(seal, sealed, place)
        for column, named, place_of in _SEALED
        for sealed, place in _some(connection, column, named, place_of)
    ]
    return Tried(len(opened), opened.count(False))


def finds_people(connection: Connection, seal: Seal, kind: str) -> bool | None:
    """Tell whether people are kept under the pseudonyms that our key makes; None where none is kept.

    `kind` is what stands behind the source in a pseudonym of a person. Who does not open is left out.
    """
    rows = connection.execute(select(known.addresses).limit(_SOME)).all()
    found = []
    for row in rows:
        try:
            address = seal.open(row.sealed, addresses.place_of(row.lane)).decode()
        except WrongSeal:
            continue
        found.append(seal.lane(f"{row.source}.{kind}", address) == row.lane)
    return all(found) if found else None


def _some(
    connection: Connection,
    column: Column[Any],
    named: tuple[Column[Any], ...],
    place_of: Callable[..., str],
) -> Iterator[tuple[bytes, str]]:
    rows = connection.execute(select(column, *named).where(column.is_not(None)).limit(_SOME))
    for sealed, *names in rows.all():
        yield sealed, place_of(*names)


def _opens(seal: Seal, sealed: bytes, place: str) -> bool:
    try:
        seal.open(sealed, place)
    except WrongSeal:
        return False
    return True
