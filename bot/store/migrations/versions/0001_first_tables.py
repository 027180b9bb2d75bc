"""The first tables: inbox, outbox, conversations, seats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _inbox()
    _outbox()
    op.create_table(
        "conversations",
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("language_fixed", sa.Boolean(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("last_passages", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lane", name="pk_conversations"),
    )
    op.create_index("ix_conversations_updated_at", "conversations", ["updated_at"])
    op.create_table(
        "seats",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("holding", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_seats"),
    )


def downgrade() -> None:
    for table in ("seats", "conversations", "outbox", "inbox"):
        op.drop_table(table)


def _row_id() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, autoincrement=True, nullable=False)


def _partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _inbox() -> None:
    op.create_table(
        "inbox",
        _row_id(),
        sa.Column("event_id", sa.String(80), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("event_id", name="uq_inbox_event_id"),
        sqlite_autoincrement=True,
    )
    _partial_index("ix_inbox_ready", "inbox", ["id"], "state = 0")
    _partial_index("ix_inbox_lane_ready", "inbox", ["lane", "id"], "state < 1")
    _partial_index("ix_inbox_set_aside", "inbox", ["done_at"], "state = 2")


def _outbox() -> None:
    op.create_table(
        "outbox",
        _row_id(),
        sa.Column("dedupe", sa.String(96), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("token_until", sa.BigInteger(), nullable=True),
        sa.Column("retry_key", sa.String(36), nullable=False),
        sa.Column("state", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("outcome_unknown", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("owner", sa.String(64), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_as", sa.String(16), nullable=True),
        sa.Column("error", sa.String(120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("dedupe", name="uq_outbox_dedupe"),
        sqlite_autoincrement=True,
    )
    _partial_index("ix_outbox_ready", "outbox", ["id"], "state = 0")
    _partial_index("ix_outbox_lane_active", "outbox", ["lane", "id"], "state < 2")
    _partial_index("ix_outbox_leased", "outbox", ["lease_until"], "state = 1")
    _partial_index("ix_outbox_failed", "outbox", ["done_at"], "state = 3")
