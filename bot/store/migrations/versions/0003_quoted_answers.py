"""What sent messages showed, and under which ids: outbox.about, outbox.message_ids."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("about", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("message_ids", sa.Text(), nullable=True))
    where = sa.text("message_ids IS NOT NULL")
    op.create_index("ix_outbox_quotable", "outbox", ["lane"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_outbox_quotable", "outbox")
    op.drop_column("outbox", "message_ids")
    op.drop_column("outbox", "about")
