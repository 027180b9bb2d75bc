"""Where somebody is signed in: a row for each browser, found by a digest of the secret that it holds."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.store.accounts import account
from bot.store.accounts.account import Account
from bot.store.sealing import Seal
from bot.store.tables import staff_accounts, staff_sessions

IDLE_MS = 60 * 60_000
LONGEST_MS = 12 * 3_600_000
"""A session ends an hour after it was last used, and half a day after it began."""
_NOTE_MS = 60_000  # how exactly it is noted when it was last used


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that somebody is signed in with: its own words about itself, and where it called from.

    Times are milliseconds since 1970, UTC.
    """

    id: str
    device: str
    caller: str
    made_at: int
    seen_at: int


def digest(token: str) -> str:
    """Return under which id the session of this secret is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(connection: Connection, staff: str, device: str, caller: str, now: int, seal: Seal) -> str:
    """Begin a session; returns the secret that the browser gets."""
    token = secrets.token_urlsafe(32)
    told = orjson.dumps({"device": device[:300], "caller": caller})
    row = {
        "id": digest(token),
        "staff": staff,
        "sealed": seal.close(told, _place(digest(token))),
        "made_at": now,
        "seen_at": now,
    }
    connection.execute(insert(staff_sessions), row)
    _forget_dead(connection, now)
    return token


_LIVE = (
    select(staff_accounts, staff_sessions.c.seen_at)
    .join(staff_sessions, staff_sessions.c.staff == staff_accounts.c.id)
    .where(
        staff_sessions.c.id == bindparam("which"),
        staff_accounts.c.stamp == bindparam("stamp"),
        staff_accounts.c.active.is_(True),
        staff_sessions.c.seen_at > bindparam("idle"),
        staff_sessions.c.made_at > bindparam("oldest"),
    )
)


def of(connection: Connection, token: str, stamp: str, now: int, seal: Seal) -> tuple[Account, bool] | None:
    """Return whose session this is, and whether it is time to note that it is used; None for a dead one."""
    values = {"which": digest(token), "stamp": stamp, "idle": now - IDLE_MS, "oldest": now - LONGEST_MS}
    row = connection.execute(_LIVE, values).one_or_none()
    return (account.read(row, seal), row.seen_at < now - _NOTE_MS) if row else None


def note_use(connection: Connection, token: str, now: int) -> None:
    """Note that a session is used."""
    connection.execute(update(staff_sessions).where(staff_sessions.c.id == digest(token)).values(seen_at=now))


def listed(connection: Connection, staff: str, now: int, seal: Seal) -> list[Session]:
    """Return the live sessions of somebody, the one used last first."""
    rows = connection.execute(
        select(staff_sessions)
        .where(
            staff_sessions.c.staff == staff,
            staff_sessions.c.seen_at > now - IDLE_MS,
            staff_sessions.c.made_at > now - LONGEST_MS,
        )
        .order_by(staff_sessions.c.seen_at.desc(), staff_sessions.c.id)
    )
    found = []
    for row in rows:
        told = orjson.loads(seal.open(row.sealed, _place(row.id)))
        found.append(Session(row.id, told["device"], told["caller"], row.made_at, row.seen_at))
    return found


def end(connection: Connection, staff: str, session: str) -> bool:
    """End one session of somebody by its id; False where they have no such session."""
    mine = staff_sessions.c.id == session, staff_sessions.c.staff == staff
    return connection.execute(delete(staff_sessions).where(*mine)).rowcount == 1


def end_all(connection: Connection, staff: str, but: str | None = None) -> None:
    """End all sessions of somebody, but for one (its id) that may stay."""
    theirs = delete(staff_sessions).where(staff_sessions.c.staff == staff)
    connection.execute(theirs.where(staff_sessions.c.id != but) if but else theirs)


def _forget_dead(connection: Connection, now: int) -> None:
    connection.execute(delete(staff_sessions).where(staff_sessions.c.seen_at < now - LONGEST_MS))


def _place(session: str) -> str:
    return f"staff-session:{session}"
