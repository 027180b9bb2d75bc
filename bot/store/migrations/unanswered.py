"""A part of step 0007: questions that the policy did not answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_INDEXES = {
    "at": ["at", "passage", "same", "person"],
    "same": ["same", "at", "person"],
    "passage": ["passage", "same", "at", "person"],
}


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
    for name, columns in _INDEXES.items():
        op.create_index(f"ix_unanswered_questions_{name}", "unanswered_questions", columns)


def remove() -> None:
    """Take it away again."""
    op.drop_table("unanswered_questions")
