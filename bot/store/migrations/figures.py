"""A part of step 0007: what the figures of the desk are made from.

The new columns of `tickets` stay NULL until a ticket is written next, or `python -m bot migrate` makes them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_COLUMNS = (
    ("first_answer_at", sa.BigInteger()),
    ("ended_as", sa.String(16)),
    ("outcomes", sa.BigInteger()),
    ("score", sa.SmallInteger()),
)
_INDEXES = {
    "ix_tickets_received": ("received_at", "kind", "ended_as", "rights"),
    "ix_tickets_met": (
        "legal_met_at", "kind", "ended_as", "outcomes", "received_at", "first_answer_at", "score",
    ),
}  # fmt: skip


def add() -> None:
    """Add columns, indexes and the table of counts; comes after `lists.add`."""
    for name, kind in _COLUMNS:
        op.add_column("tickets", sa.Column(name, kind, nullable=True))
    for name, columns in _INDEXES.items():
        op.create_index(name, "tickets", list(columns))
    op.create_table(
        "daily_counts",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("seat", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "what", "language", "seat", name="pk_daily_counts"),
    )


def remove() -> None:
    """Take all of it away again; comes before `lists.remove`."""
    op.drop_table("daily_counts")
    for name in _INDEXES:
        op.drop_index(name, "tickets")
    for name, _ in _COLUMNS:
        op.drop_column("tickets", name)
