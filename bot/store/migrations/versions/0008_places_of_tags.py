"""Where a tagged ticket stands in lists, beside its tag: lists of one tag have an index of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COLUMNS = (("stage", sa.SmallInteger()), ("place", sa.BigInteger()))
_OF_TICKET = "(SELECT tickets.{name} FROM tickets WHERE tickets.number = ticket_tags.number)"


def upgrade() -> None:
    for name, kind in _COLUMNS:
        op.add_column("ticket_tags", sa.Column(name, kind, nullable=True))
    values = ", ".join(f"{name} = {_OF_TICKET.format(name=name)}" for name, _ in _COLUMNS)
    op.execute(f"UPDATE ticket_tags SET {values}")  # noqa: S608  # names of ours alone
    op.create_index("ix_ticket_tags_stage", "ticket_tags", ["tag", "stage", "place", "number"])


def downgrade() -> None:
    op.drop_index("ix_ticket_tags_stage", "ticket_tags")
    for name, _ in _COLUMNS:
        op.drop_column("ticket_tags", name)
