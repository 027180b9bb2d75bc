"""What admins do with accounts; each change says in the audit log who made it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.store import audit
from bot.store.accounts import account, sessions
from bot.store.accounts.account import ADMIN, Account
from bot.store.accounts.errors import LastAdmin
from bot.store.sealing import Seal
from bot.store.tables import staff_accounts, staff_passkeys

LINK_MS = 72 * 3_600_000
"""So long somebody can begin by a one-time link."""


@dataclass(frozen=True, slots=True)
class By:
    """Who changes an account (their pseudonym), when (milliseconds since 1970, UTC) and from where."""

    staff: str
    now: int
    ip: str | None = None


def create(
    connection: Connection, name: str, address: str, roles: Sequence[str], by: By, seal: Seal
) -> Account:
    """Add an account, which nobody can use before they had a link. Raises AccountTaken."""
    made = account.add(connection, name, address, roles, by.now, seal)
    _note(connection, "member_created", made.id, by, seal, after=" ".join(made.roles))
    return made


def give_link(connection: Connection, staff: str, by: By, seal: Seal) -> str:
    """Return the secret of a new one-time link; the link before it is dead. Raises NoAccount."""
    account.known(connection, staff, seal)
    token = secrets.token_urlsafe(32)
    account.change(connection, staff, link=_digest(token), link_until=by.now + LINK_MS)
    _note(connection, "link_made", staff, by, seal)
    return token


_LINKED = select(staff_accounts).where(
    staff_accounts.c.link == bindparam("which"),
    staff_accounts.c.link_until > bindparam("now"),
    staff_accounts.c.active.is_(True),
)


def by_link(connection: Connection, token: str, now: int, seal: Seal) -> Account | None:
    """Return whose one-time link this is; None once it was used, or is too old."""
    row = connection.execute(_LINKED, {"which": _digest(token), "now": now}).one_or_none()
    return account.read(row, seal) if row else None


def use_link(
    connection: Connection, token: str, password: str, now: int, ip: str, seal: Seal
) -> Account | None:
    """Set a password (its hash) by a one-time link, once; all sessions end."""
    found = by_link(connection, token, now, seal)
    if found is None:
        return None
    spent = (
        update(staff_accounts)
        .where(staff_accounts.c.id == found.id, staff_accounts.c.link == _digest(token))
        .values(link=None, link_until=None, password=password, stamp=account.new_stamp())
    )
    if connection.execute(spent).rowcount != 1:
        return None
    sessions.end_all(connection, found.id)
    _note(connection, "password_changed", None, By(found.id, now, ip), seal)
    return account.by_id(connection, found.id, seal)


def set_roles(connection: Connection, staff: str, roles: Sequence[str], by: By, seal: Seal) -> None:
    """Give somebody these roles and no others. Raises NoAccount and LastAdmin."""
    before = account.known(connection, staff, seal)
    if ADMIN in before.roles and ADMIN not in roles:
        _keep_an_admin(connection, staff)
    after = " ".join(sorted(roles))
    account.change(connection, staff, roles=after)
    _note(connection, "roles_changed", staff, by, seal, before=" ".join(before.roles), after=after)


def set_active(connection: Connection, staff: str, by: By, seal: Seal, *, active: bool) -> None:
    """Let somebody in, or no longer, which ends their sessions at once. Raises NoAccount and LastAdmin."""
    before = account.known(connection, staff, seal)
    if active:
        account.change(connection, staff, active=True)
        _note(connection, "member_reactivated", staff, by, seal)
        return
    if ADMIN in before.roles:
        _keep_an_admin(connection, staff)
    account.change(connection, staff, active=False, link=None, link_until=None, stamp=account.new_stamp())
    sessions.end_all(connection, staff)
    _note(connection, "member_deactivated", staff, by, seal)


def reset_second_factor(connection: Connection, staff: str, by: By, seal: Seal) -> None:
    """Forget authenticator, passkeys and recovery codes; the next sign-in begins anew. Raises NoAccount."""
    account.known(connection, staff, seal)
    account.set_totp(connection, staff, None, seal)
    account.set_recovery(connection, staff, None)
    connection.execute(delete(staff_passkeys).where(staff_passkeys.c.staff == staff))
    account.change(connection, staff, stamp=account.new_stamp())
    sessions.end_all(connection, staff)
    _note(connection, "second_factor_reset", staff, by, seal)


def _keep_an_admin(connection: Connection, staff: str) -> None:
    """Raise LastAdmin where nobody else is one; others who change accounts wait until this is done."""
    rows = connection.execute(
        select(staff_accounts.c.id, staff_accounts.c.roles)
        .where(staff_accounts.c.active.is_(True))
        .with_for_update()
    )
    if not any(ADMIN in row.roles.split() for row in rows if row.id != staff):
        raise LastAdmin(staff)


def _note(
    connection: Connection, what: audit.What, ref: str | None, by: By, seal: Seal, **change: str
) -> None:
    audit.note(connection, seal, staff=by.staff, what=what, now=by.now, ref=ref, ip=by.ip, **change)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
