"""Lists that members of the staff keep for themselves, each under a name of their own. Sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import saved_views

MOST = 30
"""So many lists one member may keep."""


class TooManyViews(Exception):
    """This member keeps as many lists as there may be."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A list somebody keeps; `filters` are those of the page."""

    id: str
    name: str
    filters: Mapping[str, str]


def place_of(view: str) -> str:
    """Return the place that a saved list is sealed for."""
    return f"view:{view}"


def keep(connection: Connection, member: str, view: SavedView, now: int, seal: Seal) -> None:
    """Keep a list for a member. Raises TooManyViews."""
    held = connection.execute(_HELD, {"whose": member}).scalar_one()
    if held >= MOST:
        raise TooManyViews
    told = json.dumps({"name": view.name, "filters": dict(view.filters)}, ensure_ascii=False)
    sealed = seal.close(told.encode(), place_of(view.id))
    connection.execute(
        insert(saved_views), {"id": view.id, "member": member, "made_at": now, "sealed": sealed}
    )


def of_member(connection: Connection, member: str, seal: Seal) -> list[SavedView]:
    """Return what a member keeps, oldest first; what our keys do not open is left out."""
    found = []
    for row in connection.execute(_OF, {"whose": member}):
        try:
            told = json.loads(seal.open(row.sealed, place_of(row.id)))
        except WrongSeal:
            continue
        found.append(SavedView(row.id, told["name"], told["filters"]))
    return found


def remove(connection: Connection, member: str, view: str) -> bool:
    """Keep a list no more; False where this member has no such list."""
    return connection.execute(_REMOVE, {"whose": member, "which": view}).rowcount > 0


_HELD = select(func.count()).where(saved_views.c.member == bindparam("whose"))
_OF = (
    select(saved_views.c.id, saved_views.c.sealed)
    .where(saved_views.c.member == bindparam("whose"))
    .order_by(saved_views.c.made_at, saved_views.c.id)
)
_REMOVE = delete(saved_views).where(
    saved_views.c.member == bindparam("whose"), saved_views.c.id == bindparam("which")
)
