"""A part of step 0007: the record of what staff do, and tickets' logs searched by who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_DEEDS = {
    "ix_ticket_events_deeds": ("at", "number", "sequence"),
    "ix_ticket_events_staff": ("staff", "at", "number", "sequence", "what"),
    "ix_ticket_events_what": ("what", "at", "number", "sequence"),
}
_BY_STAFF = "staff IS NOT NULL"
# What is stored already; a record that was damaged keeps both empty.
_FILL = {
    "sqlite": """UPDATE ticket_events SET what = json_extract(record, '$.what'),
        staff = CASE WHEN json_extract(record, '$.by.role') IN ('caseworker', 'approver')
                     THEN json_extract(record, '$.by.id') END
        WHERE json_valid(record)""",
    "postgresql": r"""UPDATE ticket_events SET what = substring(record from '"what":"([a-z_]+)"'),
        staff = substring(record from '"by":\{"id":"([^"]*)","role":"(?:caseworker|approver)"\}')""",
}


def add() -> None:
    """Add columns, tables and indexes."""
    for name, kind in (("staff", sa.String(64)), ("what", sa.String(40))):
        op.add_column("ticket_events", sa.Column(name, kind, nullable=True))
    op.execute(sa.text(_FILL[op.get_bind().dialect.name].replace(":", r"\:")))
    for name, columns in _DEEDS.items():
        by_staff = sa.text(_BY_STAFF)
        op.create_index(
            name, "ticket_events", list(columns), sqlite_where=by_staff, postgresql_where=by_staff
        )
    _audit_events()
    _audit_checks()


def remove() -> None:
    """Take all of it away again."""
    op.drop_table("audit_checks")
    op.drop_table("audit_events")
    for name in _DEEDS:
        op.drop_index(name, "ticket_events")
    for name in ("what", "staff"):
        op.drop_column("ticket_events", name)


def _audit_events() -> None:
    op.create_table(
        "audit_events",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("number", sa.String(16), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_events")),
    )
    op.create_index(op.f("ix_audit_events_at"), "audit_events", ["at", "sequence"])
    op.create_index(op.f("ix_audit_events_staff"), "audit_events", ["staff", "at", "sequence"])
    op.create_index(op.f("ix_audit_events_what"), "audit_events", ["what", "at", "sequence"])
    op.create_index(op.f("ix_audit_events_number"), "audit_events", ["number", "at"])


def _audit_checks() -> None:
    op.create_table(
        "audit_checks",
        sa.Column("begun_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("after", sa.BigInteger(), nullable=False),
        sa.Column("checked", sa.BigInteger(), nullable=False),
        sa.Column("broken_at", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.String(16), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("begun_at", name=op.f("pk_audit_checks")),
    )
