"""Forget the oldest entries of the audit chain so that what is left still proves itself.

Before entries go, the chain itself notes up to which one, with that one's hash: so the first entry that is
left follows a hash that a later one vouches for.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.store import audit
from bot.store.chain_rows import record_of
from bot.store.tables import audit_events
from handlers.tickets.chain import Entry

BY = "system"
"""Who does it."""
SLACK_MS = 30 * 24 * 3_600_000
"""So much too old the oldest may become, so that the chain does not fill with notes of what went."""
_AT_ONCE = 5_000


def forget_before(connection: Connection, before: int, now: int) -> int:
    """Forget entries of before this time (milliseconds since 1970, UTC), some at once; returns how many."""
    rows = connection.execute(_OLDEST.limit(_AT_ONCE)).all()
    if not rows or rows[0].at >= before - SLACK_MS:
        return 0
    gone = [row for row in rows if row.at < before]
    last = gone[-1]
    audit.note(
        connection, None, staff=BY, what="records_pruned", ref=str(last.sequence), after=last.hash, now=now
    )
    connection.execute(audit_events.delete().where(audit_events.c.sequence <= last.sequence))
    return len(gone)


_OLDEST = select(audit_events.c.sequence, audit_events.c.at, audit_events.c.hash).order_by(
    audit_events.c.sequence
)


def last_pruned(connection: Connection) -> Entry | None:
    """Return the newest entry that went, as far as it is known: its place and its hash."""
    noted = (
        select(audit_events.c.record)
        .where(audit_events.c.what == "records_pruned")
        .order_by(audit_events.c.at.desc(), audit_events.c.sequence.desc())
        .limit(1)
    )
    record = record_of(connection.execute(noted).scalar() or "")
    ref, known = record.get("ref"), record.get("after")
    if not (isinstance(ref, str) and ref.isdigit() and isinstance(known, str)):
        return None
    return Entry(number=audit.CHAIN, sequence=int(ref), event={}, previous="", hash=known)
