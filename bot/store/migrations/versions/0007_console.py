"""What staff do in the console."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _staff_acts()
    _ticket_viewers()


def _staff_acts() -> None:
    op.create_table(
        "staff_acts",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(8), nullable=True),
        sa.Column("why", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_acts")),
    )
    op.create_index(op.f("ix_staff_acts_number"), "staff_acts", ["number"])
    op.create_index(op.f("ix_staff_acts_at"), "staff_acts", ["at"])


def _ticket_viewers() -> None:
    op.create_table(
        "ticket_viewers",
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("member", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", "member", name=op.f("pk_ticket_viewers")),
    )
    op.create_index(op.f("ix_ticket_viewers_seen_at"), "ticket_viewers", ["seen_at"])


def downgrade() -> None:
    op.drop_table("ticket_viewers")
    op.drop_table("staff_acts")
