"""What processes saw last of the world outside: the mailbox, the month's quota. One row each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, case, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.tables import readings

Name = Literal["mailbox", "quota"]
LONGEST_WHY = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`good` holds since `since`, and was seen last at `at` (milliseconds since 1970, UTC).

    `amount` of `most` is used up, where `most` is None without a limit. `why` names what is wrong.
    """

    good: bool
    why: str | None
    since: int
    at: int
    amount: int | None
    most: int | None


def _note(insert: Any) -> Insert:
    statement = insert(readings)
    new = statement.excluded
    same: Insert = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={
            "good": new.good,
            "why": new.why,
            "at": new.at,
            "amount": new.amount,
            "most": new.most,
            "since": case((readings.c.good == new.good, readings.c.since), else_=new.since),
        },
    )
    return same


_NOTE = {"sqlite": _note(sqlite.insert), "postgresql": _note(postgresql.insert)}


def note(
    connection: Connection,
    name: Name,
    now: int,
    *,
    why: str | None = None,
    amount: int | None = None,
    most: int | None = None,
) -> None:
    """Note what was seen; it is good where no `why` is given."""
    row = {
        "name": name,
        "good": why is None,
        "why": why[:LONGEST_WHY] if why else None,
        "since": now,
        "at": now,
        "amount": amount,
        "most": most,
    }
    connection.execute(_NOTE[connection.dialect.name], row)


def latest(connection: Connection) -> dict[str, Reading]:
    """Return what was seen last, by name; nothing of what was never looked at."""
    return {
        row.name: Reading(
            good=row.good, why=row.why, since=row.since, at=row.at, amount=row.amount, most=row.most
        )
        for row in connection.execute(select(readings))
    }
