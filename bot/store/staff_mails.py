"""Which mails each member of the staff wants, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.store.accounts import account
from bot.store.accounts.account import Account
from bot.store.sealing import Seal
from bot.store.tables import staff_mails
from handlers.colleagues.colleague import Colleague
from handlers.colleagues.occasions import Occasion, usual
from knowledge.language import LANGUAGES, Language

_FIRST: Language = "ja"


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away for a while (milliseconds since 1970, UTC) and `substitute` is there."""

    substitute: str
    since: int
    until: int

    def now(self, now: int) -> bool:
        """Tell whether it is so at this time."""
        return self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to be mailed about, None as long as they have chosen nothing; and who stands in."""

    occasions: frozenset[Occasion] | None = None
    away: Away | None = None


_OF = select(staff_mails).where(staff_mails.c.staff == bindparam("whose"))
_STOOD_IN_FOR = select(staff_mails.c.staff).where(
    staff_mails.c.substitute == bindparam("who"),
    staff_mails.c.away_from <= bindparam("now"),
    staff_mails.c.away_until > bindparam("now"),
)


def wishes_of(connection: Connection, staff: str) -> Wishes:
    """Return what somebody has chosen."""
    row = connection.execute(_OF, {"whose": staff}).one_or_none()
    return _wishes(row) if row else Wishes()


def keep(connection: Connection, staff: str, wishes: Wishes) -> None:
    """Keep what somebody has chosen, in place of what they chose before."""
    connection.execute(delete(staff_mails).where(staff_mails.c.staff == staff))
    chosen, away = wishes.occasions, wishes.away
    row = {
        "staff": staff,
        "occasions": None if chosen is None else " ".join(sorted(chosen)),
        "substitute": away.substitute if away else None,
        "away_from": away.since if away else None,
        "away_until": away.until if away else None,
    }
    connection.execute(insert(staff_mails), row)


def stood_in_for(connection: Connection, staff: str, now: int) -> tuple[str, ...]:
    """Return for whom somebody stands in now, by id."""
    found = connection.execute(_STOOD_IN_FOR.order_by(staff_mails.c.staff), {"who": staff, "now": now})
    return tuple(found.scalars())


def colleagues(connection: Connection, now: int, seal: Seal) -> list[Colleague]:
    """Return everybody who can be mailed now: active accounts. Two statements."""
    accounts = [one for one in account.everybody(connection, seal) if one.active]
    chosen = {row.staff: _wishes(row) for row in connection.execute(select(staff_mails))} if accounts else {}
    return [_colleague(one, chosen.get(one.id, Wishes()), now) for one in accounts]


def _colleague(one: Account, wishes: Wishes, now: int) -> Colleague:
    away = wishes.away if wishes.away and wishes.away.now(now) else None
    return Colleague(
        id=one.id,
        name=one.name,
        email=one.email,
        language=next((known for known in LANGUAGES if known == one.language), _FIRST),
        roles=frozenset(one.roles),
        wishes=usual(one.roles) if wishes.occasions is None else wishes.occasions,
        substitute=away.substitute if away else None,
    )


def _wishes(row: Any) -> Wishes:
    away = Away(row.substitute, row.away_from, row.away_until) if row.substitute else None
    return Wishes(None if row.occasions is None else _known(row.occasions.split()), away)


def _known(names: Collection[str]) -> frozenset[Occasion]:
    """Return the occasions of these names, without those of another version."""
    known = cast("Sequence[str]", tuple(Occasion))
    return frozenset(Occasion(name) for name in names if name in known)
