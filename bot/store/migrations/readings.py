"""A part of step 0007: what processes see of the world outside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def add() -> None:
    """Add the table."""
    op.create_table(
        "readings",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(120), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_readings")),
    )


def remove() -> None:
    """Take it away again."""
    op.drop_table("readings")
