"""Who of staff did what beside the tickets' own logs, and whether that record still holds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, Text

from bot.store.tables.names import metadata

# Rows are only added. `record` is what happened as canonical JSON; `at` to `number` repeat parts of it, to be
# searched. `sealed` is the address it came from, NULL where there is none or its period has passed.
audit_events = Table(
    "audit_events",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("staff", String(64), nullable=False),
    Column("what", String(40), nullable=False),
    Column("number", String(16), nullable=True),
    Column("record", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=True),
)
Index("ix_audit_events_at", audit_events.c.at, audit_events.c.sequence)
Index("ix_audit_events_staff", audit_events.c.staff, audit_events.c.at, audit_events.c.sequence)
Index("ix_audit_events_what", audit_events.c.what, audit_events.c.at, audit_events.c.sequence)
Index("ix_audit_events_number", audit_events.c.number, audit_events.c.at)

# Runs through the chain: `after` is the entry looked at last, `broken_at` the first that does not hold.
audit_checks = Table(
    "audit_checks",
    metadata,
    Column("begun_at", BigInteger, primary_key=True, autoincrement=False),
    Column("after", BigInteger, nullable=False),
    Column("checked", BigInteger, nullable=False),
    Column("broken_at", BigInteger, nullable=True),
    Column("fault", String(16), nullable=True),
    Column("ended_at", BigInteger, nullable=True),
)
