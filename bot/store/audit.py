"""Who of staff did what that no ticket's log tells: signing in, accounts, exports, settings, evidence opened;
and which mails were turned away.

Entries form one hash chain (`handlers.tickets.chain`, under the name `audit`). None says what a person wrote,
and none has a token: `before` and `after` are words of ours, such as roles. The address that somebody came
from is sealed beside the chain and erased after `handlers.retention.AUDIT_ADDRESS`; the chain keeps a salted
digest of it, which proves the address while that is kept and says nothing afterwards.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, insert, null, select, update

from bot.store.chain_rows import entry_of as _entry_of
from bot.store.chain_rows import record_of
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import audit_events
from handlers.tickets import chain
from handlers.tickets.chain import Entry
from handlers.tickets.texts import SALT_BYTES, digest_of

What = Literal[
    "login",
    "login_failed",
    "locked",
    "logout",
    "session_ended",
    "password_changed",
    "second_factor_set",
    "second_factor_reset",
    "recovery_codes_made",
    "passkey_added",
    "passkey_removed",
    "member_created",
    "member_deactivated",
    "member_reactivated",
    "roles_changed",
    "link_made",
    "preferences_changed",
    "settings_changed",
    "view_saved",
    "view_removed",
    "tickets_exported",
    "figures_exported",
    "audit_exported",
    "evidence_opened",
    "erasure_requested",
    "erasure_approved",
    "erasure_done",
    "task_finished",
    "event_retried",
    "message_retried",
    "records_pruned",
    "mail_turned_away",
]
WHATS: tuple[str, ...] = get_args(What)
CHAIN = "audit"
"""What the chain calls itself where a ticket's has its number."""
LONGEST = 200
"""So many characters of `ref`, `before` and `after` are kept."""
_TURN = 1835099497  # the advisory lock that puts writers of all processes in one order


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An entry as it is read. `at` is milliseconds since 1970, UTC; `ip` is None where it is not kept."""

    sequence: int
    at: int
    staff: str
    what: str
    number: str | None
    ref: str | None
    before: str | None
    after: str | None
    ip: str | None


def note(  # noqa: PLR0913  # one keyword for each thing that an entry tells
    connection: Connection,
    seal: Seal | None,
    *,
    staff: str,
    what: What,
    now: int,
    number: str | None = None,
    ref: str | None = None,
    ip: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """Add an entry, in the transaction of what it tells, as its last statement.

    `staff` is the pseudonym of who did it, "" where nobody knows who it was. `ref` names what it was done to,
    such as another member's pseudonym; `seal` closes `ip` and may be None without one. On PostgreSQL other
    writers wait for the end of the transaction. Raises ValueError for an address that nothing would seal.
    """
    last = _last(connection)
    values = {"staff": staff, "what": what, "number": number, "ref": ref, "before": before, "after": after}
    record: dict[str, object] = {
        name: value[:LONGEST] for name, value in values.items() if value is not None
    } | {"at": now}
    sequence = last.sequence + 1 if last else 1
    sealed = None
    if ip is not None:
        if seal is None:
            raise ValueError("an address is kept sealed or not at all")
        salt = secrets.token_bytes(SALT_BYTES)
        record["from"] = digest_of(ip, salt)
        sealed = seal.close(salt + ip.encode(), place_of(sequence))
    entry = chain.entry(CHAIN, record, last)
    connection.execute(insert(audit_events).values(**_row(entry, record), sealed=sealed))


def _row(entry: Entry, record: dict[str, object]) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "at": record["at"],
        "staff": record["staff"],
        "what": record["what"],
        "number": record.get("number"),
        "record": chain.canonical(record).decode(),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _last(connection: Connection) -> Entry | None:
    """Return the last entry; nobody else adds one before this transaction ends."""
    if connection.dialect.name == "postgresql":  # on SQLite who writes is alone
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
    newest = select(audit_events).order_by(audit_events.c.sequence.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return entry_of(row) if row else None


def place_of(sequence: int) -> str:
    """Return the place that the address of an entry is sealed for."""
    return f"audit:{sequence}"


def entry_of(row: Row[Any]) -> Entry:
    """Return a row as an entry of the chain; a record that was damaged is one that says nothing."""
    return _entry_of(row, CHAIN)


def noted(row: Row[Any], seal: Seal) -> Noted:
    """Return a row as it is read."""
    record = record_of(row.record)
    return Noted(
        sequence=row.sequence,
        at=row.at,
        staff=row.staff,
        what=row.what,
        number=row.number,
        ref=record.get("ref"),
        before=record.get("before"),
        after=record.get("after"),
        ip=_address(row, seal),
    )


def _address(row: Row[Any], seal: Seal) -> str | None:
    if row.sealed is None:
        return None
    try:
        return seal.open(row.sealed, place_of(row.sequence))[SALT_BYTES:].decode(errors="replace")
    except WrongSeal:
        return None


def all_of(connection: Connection, seal: Seal) -> Iterator[Noted]:
    """Give all entries, oldest first."""
    for row in connection.execute(select(audit_events).order_by(audit_events.c.sequence)):
        yield noted(row, seal)


def erase_addresses_before(connection: Connection, before: int, most: int) -> int:
    """Erase where entries of before this time came from; returns how many."""
    old = (
        select(audit_events.c.sequence)
        .where(audit_events.c.at < before, audit_events.c.sealed.is_not(None))
        .order_by(audit_events.c.at)
        .limit(most)
    )
    gone = update(audit_events).where(audit_events.c.sequence.in_(old)).values(sealed=null())
    return connection.execute(gone).rowcount
