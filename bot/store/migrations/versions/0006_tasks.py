"""What somebody has to look at, and which notices carry the answer of a ticket."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    answers: sa.Column[bool] = sa.Column(
        "answers", sa.Boolean(), nullable=False, server_default=sa.text("false")
    )
    op.add_column("notices", answers)
    kept = sa.text("outcome IS NOT NULL AND sealed IS NOT NULL")
    op.create_index("ix_notices_kept", "notices", ["ended_at"], sqlite_where=kept, postgresql_where=kept)
    op.create_table(
        "tasks",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("ref", sa.String(96), nullable=False),
        sa.Column("number", sa.String(16), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint("kind", "ref", name="uq_tasks_kind"),
        sqlite_autoincrement=True,
    )
    for column in ("number", "done_at"):
        op.create_index(f"ix_tasks_{column}", "tasks", [column])
    still = sa.text("done_at IS NULL")
    op.create_index("ix_tasks_open", "tasks", ["id"], sqlite_where=still, postgresql_where=still)


def downgrade() -> None:
    op.drop_table("tasks")
    op.drop_index("ix_notices_kept", "notices")
    op.drop_column("notices", "answers")
