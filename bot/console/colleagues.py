"""What colleagues are called: logs have pseudonyms, pages have names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.console.desk import Desk
from bot.store.accounts import account
from bot.store.engine import Connection


def names(desk: Desk, connection: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """Return a name for each pseudonym: the pseudonym itself where nobody has an account under it."""
    wanted = set(ids)
    return {one: one for one in wanted} | account.names(connection, wanted, desk.seal)


def everybody(desk: Desk, connection: Connection, role: str | None = None) -> Mapping[str, str]:
    """Return the names of all who are active, or of those with a role, by pseudonym, in order."""
    found = account.everybody(connection, desk.seal)
    return {one.id: one.name for one in found if one.active and (role is None or role in one.roles)}
