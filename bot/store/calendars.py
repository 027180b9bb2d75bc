"""Calendars of due dates that staff subscribed to: each is found by a digest of the secret in its link."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from bot.store.tables import calendars, tickets
from handlers.tickets.stages import Stage

Scope = Literal["mine", "all"]
SCOPES: tuple[Scope, ...] = ("mine", "all")
MOST = 5
"""So many links one member may have."""
LEAST_PAUSE_MS = 10_000
"""A link is read at most once in so long: programs ask every few minutes, or every few hours."""
MOST_DATES = 1_000


@dataclass(frozen=True, slots=True)
class Subscription:
    """A link that somebody has: what it shows, and when it was made and last read (ms since 1970, UTC)."""

    id: str
    staff: str
    scope: Scope
    made_at: int
    used_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When an open ticket is due; None for a period that has ended, or stands still."""

    number: str
    kind: str
    legal_at: int | None
    work_at: int | None


class TooManyCalendars(Exception):
    """This member has as many links as there may be."""


def add(connection: Connection, staff: str, scope: Scope, now: int) -> str:
    """Return the secret of a new link, which is kept nowhere. Raises TooManyCalendars."""
    if len(of_staff(connection, staff)) >= MOST:
        raise TooManyCalendars
    token = secrets.token_urlsafe(32)
    row = {"id": _digest(token), "staff": staff, "scope": scope, "made_at": now}
    connection.execute(insert(calendars), row)
    return token


_OF_STAFF = select(calendars).where(calendars.c.staff == bindparam("whose"))
_BY_ID = select(calendars).where(calendars.c.id == bindparam("which"))


def of_staff(connection: Connection, staff: str) -> list[Subscription]:
    """Return the links that somebody has, oldest first."""
    rows = connection.execute(_OF_STAFF.order_by(calendars.c.made_at, calendars.c.id), {"whose": staff})
    return [
        Subscription(row.id, row.staff, cast("Scope", row.scope), row.made_at, row.used_at) for row in rows
    ]


def by_token(connection: Connection, token: str) -> Subscription | None:
    """Return whose link has this secret; None for one that is none, or was taken back."""
    row = connection.execute(_BY_ID, {"which": _digest(token)}).one_or_none()
    return (
        Subscription(row.id, row.staff, cast("Scope", row.scope), row.made_at, row.used_at) if row else None
    )


def note_use(connection: Connection, subscription: str, now: int) -> bool:
    """Note that a link is read; False where it was read only just now."""
    due = or_(calendars.c.used_at.is_(None), calendars.c.used_at <= now - LEAST_PAUSE_MS)
    used = update(calendars).where(calendars.c.id == subscription, due).values(used_at=now)
    return connection.execute(used).rowcount == 1


def remove(connection: Connection, staff: str, subscription: str) -> bool:
    """Take a link of somebody back; False where they have no such link."""
    mine = calendars.c.id == subscription, calendars.c.staff == staff
    return connection.execute(delete(calendars).where(*mine)).rowcount == 1


def due(connection: Connection, assignees: tuple[str, ...] | None) -> list[Due]:
    """Return when open tickets are due, of these members or of all; the most urgent ones of very many."""
    found = select(
        tickets.c.number,
        tickets.c.kind,
        tickets.c.legal_due_at,
        tickets.c.legal_met_at,
        tickets.c.work_due_at,
        tickets.c.paused_at,
    ).where(tickets.c.stage < int(Stage.DONE), tickets.c.open, tickets.c.due_at.is_not(None))
    if assignees is not None:
        found = found.where(tickets.c.assignee.in_(assignees))
    urgent = found.order_by(tickets.c.stage, tickets.c.place, tickets.c.number).limit(MOST_DATES)
    return [
        Due(
            number=row.number,
            kind=row.kind,
            legal_at=row.legal_due_at if row.legal_met_at is None else None,
            work_at=row.work_due_at if row.paused_at is None else None,
        )
        for row in connection.execute(urgent)
    ]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
