"""How many messages were answered how, by days in Japan and languages. There is no person in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.tables import daily_counts
from handlers.counting import Counted
from handlers.tickets.months import Month
from handlers.tickets.regimes import JAPAN
from knowledge.language import Language

Key = tuple[Counted, Language]


def add(connection: Connection, counts: Mapping[Key, int], now: int, seat: str) -> None:
    """Add to the counts of the day of `now` (milliseconds since 1970, UTC), in one statement.

    The rows are those of one seat, and nobody else writes them.
    """
    if not counts:
        return
    day = f"{datetime.fromtimestamp(now / 1_000, UTC).astimezone(JAPAN):%Y-%m-%d}"
    rows = [
        {"day": day, "what": what.value, "language": language, "seat": seat, "count": count}
        for (what, language), count in sorted(counts.items())
    ]
    connection.execute(_ADD[connection.dialect.name], rows)


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How often something was counted in a month; `what` is a `Counted`."""

    month: Month
    what: str
    language: str
    count: int


def by_month(connection: Connection, first: Month, last: Month) -> list[MonthCount]:
    """Return the counts of these months and those between them; what was never counted is left out."""
    found = connection.execute(_BY_MONTH, {"first": f"{first}-01", "behind": f"{last.later(1)}-01"})
    return [
        MonthCount(month, what, language, count)
        for written, what, language, count in found
        if (month := Month.read(written))
    ]


def _add(insert: Any) -> Insert:
    statement = insert(daily_counts)
    both = {"count": daily_counts.c.count + statement.excluded.count}
    upsert: Insert = statement.on_conflict_do_update(
        index_elements=["day", "what", "language", "seat"], set_=both
    )
    return upsert


_ADD = {"sqlite": _add(sqlite.insert), "postgresql": _add(postgresql.insert)}
# Written out, for PostgreSQL does not know two parameters for the same expression.
_MONTH = func.substr(daily_counts.c.day, literal_column("1"), literal_column("7"))
_BY_MONTH = (
    select(_MONTH, daily_counts.c.what, daily_counts.c.language, func.sum(daily_counts.c.count))
    .where(daily_counts.c.day >= bindparam("first"), daily_counts.c.day < bindparam("behind"))
    .group_by(_MONTH, daily_counts.c.what, daily_counts.c.language)
)
