"""Runs through the chains of all tickets, some at a time; what the newest run found is kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, bindparam, select

from bot.store import check_runs, ticket_logs
from bot.store.tables import chain_checks, tickets
from handlers.tickets import chain


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """A run. `after` is the number of the ticket looked at last, `broken` counts chains that do not hold.

    Times are milliseconds since 1970, UTC; `ended_at` is None while it goes on.
    """

    begun_at: int
    after: str = ""
    checked: int = 0
    broken: int = 0
    ended_at: int | None = None


def newest(connection: Connection) -> ChainCheck | None:
    """Return the newest run that ended."""
    row = check_runs.newest(connection, chain_checks)
    return ChainCheck(*row) if row else None


def under_way(connection: Connection) -> ChainCheck | None:
    """Return the run that goes on, if one does."""
    row = check_runs.under_way(connection, chain_checks)
    return ChainCheck(*row) if row else None


_HEADS = (
    select(tickets.c.number, tickets.c.head)
    .where(tickets.c.number > bindparam("after"))
    .order_by(tickets.c.number)
    .limit(bindparam("most"))
)


def go_on(connection: Connection, run: ChainCheck, now: int, most: int) -> tuple[ChainCheck, tuple[str, ...]]:
    """Check the next chains; return how far the run is then, and the numbers of those that do not hold.

    Reads only, and needs everything of one moment (`engine.hold_still`): a ticket that is just being changed
    would look broken.
    """
    heads = connection.execute(_HEADS, {"after": run.after, "most": most}).all()
    if not heads:
        return replace(run, ended_at=now), ()
    chains = ticket_logs.entries_between(connection, heads[0].number, heads[-1].number)
    broken = tuple(
        number for number, head in heads if chain.verify(number, chains.get(number, ()), head) is not None
    )
    further = replace(
        run,
        after=heads[-1].number,
        checked=run.checked + len(heads),
        broken=run.broken + len(broken),
        ended_at=now if len(heads) < most else None,
    )
    return further, broken


def keep(connection: Connection, run: ChainCheck) -> None:
    """Keep how far a run is; when it has ended, those before it are forgotten."""
    check_runs.keep(connection, chain_checks, asdict(run))
