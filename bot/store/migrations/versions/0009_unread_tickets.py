"""What nobody has read yet, in the order of lists: few of many, with an index of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unread = sa.column("unread", sa.Boolean()) == sa.true()
    op.create_index(
        "ix_tickets_unread",
        "tickets",
        ["stage", "place", "number"],
        postgresql_where=unread,
        sqlite_where=unread,
    )


def downgrade() -> None:
    op.drop_index("ix_tickets_unread", "tickets")
