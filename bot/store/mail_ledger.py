"""The ledger of mails that came in: one row each, with one outcome in the end, so that none is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, null, select, text, update

from bot.store.sealing import Seal
from bot.store.sources import message_key
from bot.store.tables import mail_ledger

SOURCE = "mail"
"""Of the events that mails become; the channel of rows of the outbox has the same name."""
# Two processes that take the same mail at once come one after the other, and the second one sees the first.
_TURN = text("SELECT pg_advisory_xact_lock(1835098991)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail lies: the mailbox with its UIDVALIDITY (RFC 9051 2.3.1.1), and its UID there."""

    mailbox: str
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: keyed hashes of the Message-ID and of what the mail says, where it lies, and what became of it.

    `sealed` is the mail as it came, None where it is not kept. `outcome` is None while it waits.
    `received_at` is in milliseconds since 1970, UTC.
    """

    message: str
    content: str
    received_at: int
    sealed: bytes | None = None
    place: Place | None = None
    outcome: str | None = None
    number: str | None = None
    lane: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A row as it is read: the times as in `Entry`, `why` "" where there is nothing to say."""

    id: int
    outcome: str | None
    number: str | None
    why: str
    received_at: int


def message_hash(message_id: str, seal: Seal) -> str:
    """Return what a Message-ID is known by."""
    return seal.lane("mail.message", message_id)


def content_hash(parts: Iterable[bytes], seal: Seal) -> str:
    """Return what the content of a mail is known by: keyed, for a short one could be guessed from a hash."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return seal.lane("mail.content", digest.hexdigest())


def place_of(message: str, content: str) -> str:
    """Return the place that a raw mail is sealed for."""
    return f"mail:{message}:{content}"


def source_key(lane: str, message: str, content: str, seal: Seal) -> str:
    """Return what files that came in a mail know it by."""
    return message_key(lane, place_of(message, content), seal)


def event_id(entry: int) -> str:
    """Return the id of the event that the mail of a row becomes."""
    return f"{SOURCE}:{entry}"


def take_turn(connection: Connection) -> None:
    """Let nobody else add to the ledger until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(_TURN)


def sealed(raw: bytes, message: str, content: str, seal: Seal) -> bytes:
    """Seal a raw mail; done before a transaction begins, for a large one takes a while."""
    return seal.close(raw, place_of(message, content))


def add(connection: Connection, entry: Entry) -> int:
    """Add a row; returns its id."""
    row = {
        "mailbox": entry.place.mailbox if entry.place else None,
        "uid": entry.place.uid if entry.place else None,
        "message": entry.message,
        "content": entry.content,
        "received_at": entry.received_at,
        "outcome": entry.outcome,
        "number": entry.number,
        "lane": entry.lane,
        "why": entry.why or None,
        "sealed": entry.sealed,
    }
    added = connection.execute(insert(mail_ledger).returning(mail_ledger.c.id), row)
    return int(added.scalar_one())


_SAME = select(mail_ledger.c.id).where(
    mail_ledger.c.message == bindparam("which"), mail_ledger.c.content == bindparam("what")
)
_AT = select(mail_ledger.c.id).where(
    mail_ledger.c.mailbox == bindparam("box"), mail_ledger.c.uid == bindparam("one")
)


def is_known(connection: Connection, message: str, content: str) -> bool:
    """Tell whether a mail of this Message-ID came already, and said the same."""
    return connection.execute(_SAME.limit(1), {"which": message, "what": content}).first() is not None


def at(connection: Connection, place: Place) -> int | None:
    """Return the row of the mail that lies there; None where it has none yet."""
    found = connection.execute(_AT, {"box": place.mailbox, "one": place.uid})
    return found.scalar_one_or_none()


def seen(connection: Connection, place: Place, now: int) -> None:
    """Note that a mail is marked as seen where it lies."""
    which = mail_ledger.c.mailbox == place.mailbox, mail_ledger.c.uid == place.uid
    connection.execute(update(mail_ledger).where(*which).values(seen_at=now))


_SETTLE = (
    update(mail_ledger)
    .where(mail_ledger.c.id == bindparam("which"), mail_ledger.c.outcome.is_(None))
    .values(outcome=bindparam("became"), why=bindparam("because"))
)


def settle(connection: Connection, event: str, outcome: str, why: str) -> None:
    """Note what became of the mail that this event was made of; what has an outcome keeps it."""
    which = int(event.removeprefix(f"{SOURCE}:"))
    connection.execute(_SETTLE, {"which": which, "became": outcome, "because": why or None})


def uids(connection: Connection, mailbox: str) -> set[int]:
    """Return the UIDs of a mailbox that have a row."""
    found = select(mail_ledger.c.uid).where(mail_ledger.c.mailbox == mailbox)
    return {uid for uid in connection.execute(found).scalars() if uid is not None}


def undecided_before(connection: Connection, before: int) -> int:
    """Return how many mails that came before this time have no outcome."""
    waiting = select(func.count()).where(mail_ledger.c.outcome.is_(None), mail_ledger.c.received_at < before)
    return int(connection.execute(waiting).scalar_one())


def entries(connection: Connection, outcomes: Collection[str] = (), most: int = 200) -> list[Kept]:
    """Return the newest rows, newest first; of these outcomes alone where some are named."""
    columns = (getattr(mail_ledger.c, name) for name in ("id", "outcome", "number", "why", "received_at"))
    found = select(*columns).order_by(mail_ledger.c.id.desc()).limit(most)
    if outcomes:
        found = found.where(mail_ledger.c.outcome.in_(outcomes))
    return [_kept(row) for row in connection.execute(found)]


def _kept(row: Any) -> Kept:
    return Kept(
        id=row.id, outcome=row.outcome, number=row.number, why=row.why or "", received_at=row.received_at
    )


_RAW = select(mail_ledger.c.message, mail_ledger.c.content, mail_ledger.c.sealed).where(
    mail_ledger.c.id == bindparam("which")
)


def raw(connection: Connection, entry: int, seal: Seal) -> bytes | None:
    """Return a mail as it came; None where it is not kept, or there is no such row. Raises WrongSeal."""
    row = connection.execute(_RAW, {"which": entry}).one_or_none()
    if row is None or row.sealed is None:
        return None
    return seal.open(row.sealed, place_of(row.message, row.content))


def erase_of_ticket(connection: Connection, number: str) -> int:
    """Erase the raw mails of a ticket; returns how many."""
    held = mail_ledger.c.number == number, mail_ledger.c.sealed.is_not(None)
    return connection.execute(update(mail_ledger).where(*held).values(sealed=null())).rowcount


_OF_TICKET = select(mail_ledger.c.id, mail_ledger.c.lane, mail_ledger.c.message, mail_ledger.c.content).where(
    mail_ledger.c.number == bindparam("whose"), mail_ledger.c.sealed.is_not(None)
)


def erase_that_are(connection: Connection, number: str, messages: Collection[str], seal: Seal) -> int:
    """Erase the raw mails of a ticket whose keys (`source_key`) are among these; returns how many."""
    found = [
        row.id
        for row in connection.execute(_OF_TICKET, {"whose": number})
        if row.lane and source_key(row.lane, row.message, row.content, seal) in messages
    ]
    gone = update(mail_ledger).where(mail_ledger.c.id.in_(found)).values(sealed=null())
    return connection.execute(gone).rowcount if found else 0


def erase_of_person(connection: Connection, lane: str, kept: Collection[str], upto: int) -> int:
    """Erase the raw mails of a person's tickets but these, as far as they came by then; returns how many."""
    held = update(mail_ledger).where(
        mail_ledger.c.lane == lane,
        mail_ledger.c.number.not_in(kept),
        mail_ledger.c.sealed.is_not(None),
        mail_ledger.c.received_at <= upto,
    )
    return connection.execute(held.values(sealed=null())).rowcount


def erase_raw_before(connection: Connection, before: int, most: int) -> int:
    """Erase raw mails that came before this time; returns how many."""
    old = (
        select(mail_ledger.c.id)
        .where(mail_ledger.c.sealed.is_not(None), mail_ledger.c.received_at < before)
        .limit(most)
    )
    return connection.execute(
        update(mail_ledger).where(mail_ledger.c.id.in_(old)).values(sealed=null())
    ).rowcount


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Forget mails that came before this time; returns how many."""
    old = select(mail_ledger.c.id).where(mail_ledger.c.received_at < before).limit(most)
    return connection.execute(delete(mail_ledger).where(mail_ledger.c.id.in_(old))).rowcount
