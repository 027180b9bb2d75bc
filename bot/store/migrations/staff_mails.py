"""A part of step 0007: which mails staff want, and their calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def add() -> None:
    """Add the tables."""
    op.create_table(
        "staff_mails",
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("occasions", sa.String(200), nullable=True),
        sa.Column("substitute", sa.String(64), nullable=True),
        sa.Column("away_from", sa.BigInteger(), nullable=True),
        sa.Column("away_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("staff", name=op.f("pk_staff_mails")),
    )
    op.create_index(op.f("ix_staff_mails_substitute"), "staff_mails", ["substitute"])
    op.create_table(
        "calendars",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("scope", sa.String(8), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendars")),
    )
    op.create_index(op.f("ix_calendars_staff"), "calendars", ["staff"])


def remove() -> None:
    """Take them away again."""
    op.drop_table("calendars")
    op.drop_table("staff_mails")
