"""Runs through the chain of the audit entries, some at a time; what the newest run found is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.store import check_runs
from bot.store.audit import CHAIN, entry_of
from bot.store.audit_pruning import last_pruned
from bot.store.chain_rows import record_of
from bot.store.tables import audit_checks, audit_events
from handlers.tickets import chain
from handlers.tickets.chain import Entry

ROW = "row"
"""The fault of an entry whose columns say something else than its record."""
_REPEATED = ("at", "staff", "what", "number")


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """A run: `after` is the entry looked at last, `broken_at` the first that does not hold, `fault` why.

    Times are milliseconds since 1970, UTC; `ended_at` is None while it goes on. A run ends at the first
    entry that does not hold, for what follows it rests on it.
    """

    begun_at: int
    after: int = 0
    checked: int = 0
    broken_at: int | None = None
    fault: str | None = None
    ended_at: int | None = None


def newest(connection: Connection) -> AuditCheck | None:
    """Return the newest run that ended."""
    row = check_runs.newest(connection, audit_checks)
    return AuditCheck(*row) if row else None


def under_way(connection: Connection) -> AuditCheck | None:
    """Return the run that goes on, if one does."""
    row = check_runs.under_way(connection, audit_checks)
    return AuditCheck(*row) if row else None


def go_on(connection: Connection, run: AuditCheck, now: int, most: int) -> AuditCheck:
    """Check the next entries; returns how far the run is then."""
    by_sequence = select(audit_events).order_by(audit_events.c.sequence)
    known = connection.execute(by_sequence.where(audit_events.c.sequence == run.after)).one_or_none()
    last = entry_of(known) if known else _pruned(connection, run)
    if run.after and last is None:
        return replace(run, broken_at=run.after, fault=chain.Fault.SEQUENCE.value, ended_at=now)
    rows = connection.execute(by_sequence.where(audit_events.c.sequence > run.after).limit(most)).all()
    if fault := _fault(rows, last):
        return replace(run, broken_at=fault[0], fault=fault[1], ended_at=now)
    return replace(
        run,
        after=rows[-1].sequence if rows else run.after,
        checked=run.checked + len(rows),
        ended_at=now if len(rows) < most else None,
    )


def whole(connection: Connection, now: int, most: int = 1_000) -> AuditCheck:
    """Check all entries at once."""
    run = AuditCheck(begun_at=now)
    while run.ended_at is None:
        run = go_on(connection, run, now, most)
    return run


def keep(connection: Connection, run: AuditCheck) -> None:
    """Keep how far a run is; when it has ended, those before it are forgotten."""
    check_runs.keep(connection, audit_checks, asdict(run))


def _pruned(connection: Connection, run: AuditCheck) -> Entry | None:
    """Return the entry that those which are left follow, where what was looked at last went in due time."""
    last = last_pruned(connection)
    return last if last and last.sequence >= run.after else None


def _fault(rows: Sequence[Row[Any]], last: Entry | None) -> tuple[int, str] | None:
    """Return the first entry that does not hold, and why."""
    if broken := chain.verify(CHAIN, (entry_of(row) for row in rows), last=last):
        return broken.place, broken.fault.value
    wrong = (row for row in rows if not _says_its_record(row))
    return next(((row.sequence, ROW) for row in wrong), None)


def _says_its_record(row: Row[Any]) -> bool:
    record = record_of(row.record)
    return all(getattr(row, column) == record.get(column) for column in _REPEATED)
