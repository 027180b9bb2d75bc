"""A part of step 0007: erasures that staff ask for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def add() -> None:
    """Add the table."""
    op.create_table(
        "erasure_tasks",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("basis", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.String(64), nullable=True),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.String(80), nullable=True),
        sa.Column("dropped_by", sa.String(64), nullable=True),
        sa.Column("dropped_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_tasks")),
    )
    for name in ("number", "lane", "asked_at"):
        op.create_index(op.f(f"ix_erasure_tasks_{name}"), "erasure_tasks", [name])


def remove() -> None:
    """Take it away again."""
    op.drop_table("erasure_tasks")
