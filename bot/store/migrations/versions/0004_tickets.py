"""Tickets, items, logs and texts; and the request a person is writing: conversations.form, form_until."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _tickets()
    _items()
    _events()
    _texts()
    op.add_column("conversations", sa.Column("form", sa.LargeBinary(), nullable=True))
    op.add_column("conversations", sa.Column("form_until", sa.BigInteger(), nullable=True))
    where = sa.text("form_until IS NOT NULL")
    op.create_index(
        "ix_conversations_form_until",
        "conversations",
        ["form_until"],
        sqlite_where=where,
        postgresql_where=where,
    )


def downgrade() -> None:
    op.drop_index("ix_conversations_form_until", "conversations")
    op.drop_column("conversations", "form_until")
    op.drop_column("conversations", "form")
    for table in ("ticket_texts", "ticket_events", "ticket_items", "tickets"):
        op.drop_table(table)


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("requester", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("regime", sa.String(16), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=True),
        sa.Column("legal_due_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("assignee", sa.String(64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_tickets"),
    )
    op.create_index("ix_tickets_requester", "tickets", ["requester", "opened_at"])
    op.create_index("ix_tickets_open", "tickets", ["open", "legal_due_at"])


def _items() -> None:
    op.create_table(
        "ticket_items",
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("right", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("number", "right", name="pk_ticket_items"),
        sa.ForeignKeyConstraint(["number"], ["tickets.number"], name="fk_ticket_items_number_tickets"),
    )


def _events() -> None:
    op.create_table(
        "ticket_events",
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", "sequence", name="pk_ticket_events"),
        sa.ForeignKeyConstraint(["number"], ["tickets.number"], name="fk_ticket_events_number_tickets"),
    )


def _texts() -> None:
    op.create_table(
        "ticket_texts",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_texts"),
        sa.ForeignKeyConstraint(["number"], ["tickets.number"], name="fk_ticket_texts_number_tickets"),
    )
    op.create_index("ix_ticket_texts_number", "ticket_texts", ["number"])
