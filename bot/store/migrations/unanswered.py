"""A part of step 0007: questions that the policy did not answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def add() -> None:
    """Add the table."""
    op.create_table(
        "unanswered_questions",
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("same", sa.String(32), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("message", name=op.f("pk_unanswered_questions")),
    )
    op.create_index(op.f("ix_unanswered_questions_person"), "unanswered_questions", ["person"])
    op.create_index("ix_unanswered_questions_at", "unanswered_questions", ["at", "passage", "same", "person"])
    op.create_index("ix_unanswered_questions_same", "unanswered_questions", ["same", "at"])


def remove() -> None:
    """Take it away again."""
    op.drop_table("unanswered_questions")
