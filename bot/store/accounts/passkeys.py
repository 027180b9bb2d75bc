"""Passkeys of the staff: public keys by which a browser or a device answers for somebody."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.store.sealing import Seal
from bot.store.tables import staff_passkeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One passkey; `id` is the credential's own. Times are milliseconds since 1970, UTC."""

    id: bytes
    staff: str
    name: str
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]
    made_at: int
    used_at: int | None = None


def add(connection: Connection, key: Passkey, seal: Seal) -> None:
    """Keep a passkey."""
    name = written(key.id)
    row = {
        "id": name,
        "staff": key.staff,
        "name": seal.close(key.name.encode(), _place(name)),
        "public_key": key.public_key,
        "sign_count": key.sign_count,
        "transports": " ".join(key.transports),
        "made_at": key.made_at,
    }
    connection.execute(insert(staff_passkeys), row)


_BY_ID = select(staff_passkeys).where(staff_passkeys.c.id == bindparam("which"))
_OF = select(staff_passkeys).where(staff_passkeys.c.staff == bindparam("whose"))


def find(connection: Connection, key: bytes, seal: Seal) -> Passkey | None:
    """Return a passkey by its id."""
    row = connection.execute(_BY_ID, {"which": written(key)}).one_or_none()
    return _read(row, seal) if row else None


def of_staff(connection: Connection, staff: str, seal: Seal) -> list[Passkey]:
    """Return the passkeys of somebody, the oldest first."""
    rows = connection.execute(_OF.order_by(staff_passkeys.c.made_at, staff_passkeys.c.id), {"whose": staff})
    return [_read(row, seal) for row in rows]


def used(connection: Connection, key: bytes, sign_count: int, now: int) -> None:
    """Note that a passkey was used, and how often it says it was."""
    connection.execute(
        update(staff_passkeys)
        .where(staff_passkeys.c.id == written(key))
        .values(sign_count=sign_count, used_at=now)
    )


def remove(connection: Connection, staff: str, key: bytes) -> bool:
    """Remove a passkey of somebody; False where they have no such passkey."""
    return remove_written(connection, staff, written(key))


def remove_written(connection: Connection, staff: str, key: str) -> bool:
    """Do the same by an id that is written as text."""
    theirs = staff_passkeys.c.staff == staff, staff_passkeys.c.id == key
    return connection.execute(delete(staff_passkeys).where(*theirs)).rowcount == 1


def written(key: bytes) -> str:
    """Return the id of a passkey as text."""
    return urlsafe_b64encode(key).decode().rstrip("=")


def _read(row: Row[Any], seal: Seal) -> Passkey:
    return Passkey(
        id=urlsafe_b64decode(row.id + "=" * (-len(row.id) % 4)),
        staff=row.staff,
        name=seal.open(row.name, _place(row.id)).decode(),
        public_key=row.public_key,
        sign_count=row.sign_count,
        transports=tuple(row.transports.split()),
        made_at=row.made_at,
        used_at=row.used_at,
    )


def _place(key: str) -> str:
    return f"staff-passkey:{key}"
