"""One account: who somebody is, and how they prove it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update

from bot.store.accounts.errors import AccountTaken, NoAccount
from bot.store.sealing import Seal
from bot.store.staff_ids import address_hash, staff_id
from bot.store.tables import staff_accounts

ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account; `id` is the pseudonym in logs, and stays for ever.

    `password` is a hash, `totp` the encrypted secret of the second factor, `recovery` digests of codes that
    are left, None before the first were given out. `stamp` is another one after each change that ends all
    sessions. Times are milliseconds since 1970, UTC.
    """

    id: str
    name: str
    email: str
    roles: tuple[str, ...]
    active: bool
    password: str | None
    stamp: str
    handle: str
    totp: str | None
    totp_counter: int | None
    recovery: tuple[str, ...] | None
    language: str | None
    theme: str
    link_until: int | None
    made_at: int


_ALL = select(staff_accounts)
_BY_ID = _ALL.where(staff_accounts.c.id == bindparam("which"))
_BY_ADDRESS = _ALL.where(staff_accounts.c.address == bindparam("which"))
_BY_STAMP = _ALL.where(staff_accounts.c.stamp == bindparam("which"))


def place_of(staff: str) -> str:
    """Return the place that what is personal of an account is sealed for."""
    return f"staff:{staff}"


def by_id(connection: Connection, staff: str, seal: Seal) -> Account | None:
    """Return an account by its pseudonym."""
    return _one(connection, _BY_ID, staff, seal)


def known(connection: Connection, staff: str, seal: Seal) -> Account:
    """Return an account by its pseudonym. Raises NoAccount."""
    found = by_id(connection, staff, seal)
    if found is None:
        raise NoAccount(staff)
    return found


def by_address(connection: Connection, address: str, seal: Seal) -> Account | None:
    """Return an account by its mail address, however that is written."""
    return _one(connection, _BY_ADDRESS, address_hash(address, seal), seal)


def by_stamp(connection: Connection, stamp: str, seal: Seal) -> Account | None:
    """Return the account that has this stamp now."""
    return _one(connection, _BY_STAMP, stamp, seal)


def everybody(connection: Connection, seal: Seal) -> list[Account]:
    """Return all accounts, the active ones first, by name."""
    found = [read(row, seal) for row in connection.execute(_ALL)]
    return sorted(found, key=lambda one: (not one.active, one.name.casefold(), one.id))


def names(connection: Connection, ids: Iterable[str], seal: Seal) -> dict[str, str]:
    """Return the names of those of these pseudonyms that have an account, active or not."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = connection.execute(
        select(staff_accounts.c.id, staff_accounts.c.sealed).where(staff_accounts.c.id.in_(wanted))
    )
    return {row.id: orjson.loads(seal.open(row.sealed, place_of(row.id)))["name"] for row in rows}


def roles_by_address(connection: Connection, seal: Seal) -> dict[str, tuple[str, ...]]:
    """Return the roles of every account by its mail address in lower case; none of one that is not active."""
    accounts = (read(row, seal) for row in connection.execute(_ALL))
    return {one.email.casefold(): one.roles if one.active else () for one in accounts}


def add(
    connection: Connection, name: str, address: str, roles: Sequence[str], now: int, seal: Seal
) -> Account:
    """Add an account without a password. Raises AccountTaken."""
    if by_address(connection, address, seal) is not None:
        raise AccountTaken
    staff, address = staff_id(address, seal), address.strip()
    row = {
        "id": staff,
        "address": address_hash(address, seal),
        "sealed": seal.close(orjson.dumps({"name": name.strip(), "email": address}), place_of(staff)),
        "roles": " ".join(sorted(roles)),
        "stamp": new_stamp(),
        "handle": new_stamp(),
        "made_at": now,
    }
    connection.execute(insert(staff_accounts), row)
    return known(connection, staff, seal)


def new_stamp() -> str:
    """Return a stamp that nobody has."""
    return secrets.token_hex(24)


def change(connection: Connection, staff: str, **values: Any) -> None:
    """Set columns of an account as they are; `roles`, `totp` and `recovery` by their own functions."""
    connection.execute(update(staff_accounts).where(staff_accounts.c.id == staff).values(**values))


def set_totp(connection: Connection, staff: str, secret: str | None, seal: Seal) -> None:
    """Keep the secret of the second factor, or forget it."""
    sealed = seal.close(secret.encode(), f"totp:{staff}") if secret else None
    change(connection, staff, totp=sealed)  # the counter stays: it is the time, whatever the secret


_SPEND_COUNTER = (
    update(staff_accounts)
    .where(
        staff_accounts.c.id == bindparam("which"),
        staff_accounts.c.totp_counter.is_(None) | (staff_accounts.c.totp_counter < bindparam("counter")),
    )
    .values(totp_counter=bindparam("counter"))
)


def spend_counter(connection: Connection, staff: str, counter: int) -> bool:
    """Note that a code was used; False where it, or a later one, was used before (RFC 6238, 5.2)."""
    return connection.execute(_SPEND_COUNTER, {"which": staff, "counter": counter}).rowcount == 1


def set_recovery(connection: Connection, staff: str, digests: Sequence[str] | None) -> None:
    """Replace the recovery codes; None is as if none had ever been given out."""
    change(connection, staff, recovery=None if digests is None else " ".join(digests))


_SPEND_CODE = (
    update(staff_accounts)
    .where(staff_accounts.c.id == bindparam("which"), staff_accounts.c.recovery == bindparam("before"))
    .values(recovery=bindparam("after"))
)


def spend_recovery(connection: Connection, account: Account, digest: str) -> bool:
    """Use up a recovery code; False where it is none of theirs, or somebody was faster."""
    codes = account.recovery or ()
    if digest not in codes:
        return False
    left = " ".join(one for one in codes if one != digest)
    values = {"which": account.id, "before": " ".join(codes), "after": left}
    return connection.execute(_SPEND_CODE, values).rowcount == 1


def _one(connection: Connection, query: Select[Any], which: str, seal: Seal) -> Account | None:
    row = connection.execute(query, {"which": which}).one_or_none()
    return read(row, seal) if row else None


def read(row: Row[Any], seal: Seal) -> Account:
    """Return a row of `staff_accounts` as an account. Raises WrongSeal."""
    told = orjson.loads(seal.open(row.sealed, place_of(row.id)))
    return Account(
        id=row.id,
        name=told["name"],
        email=told["email"],
        roles=tuple(row.roles.split()),
        active=row.active,
        password=row.password,
        stamp=row.stamp,
        handle=row.handle,
        totp=seal.open(row.totp, f"totp:{row.id}").decode() if row.totp else None,
        totp_counter=row.totp_counter,
        recovery=None if row.recovery is None else tuple(row.recovery.split()),
        language=row.language,
        theme=row.theme,
        link_until=row.link_until,
        made_at=row.made_at,
    )
