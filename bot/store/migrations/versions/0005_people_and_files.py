"""Codes, addresses, files, links and erasures; what is awaited, sources of texts, and when a ticket moves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("conversations", sa.Column("awaited", sa.String(64), nullable=True))
    op.add_column("conversations", sa.Column("unanswered", sa.LargeBinary(), nullable=True))
    op.add_column("conversations", sa.Column("unanswered_until", sa.BigInteger(), nullable=True))
    kept = sa.text("unanswered_until IS NOT NULL")
    op.create_index(
        "ix_conversations_unanswered_until",
        "conversations",
        ["unanswered_until"],
        sqlite_where=kept,
        postgresql_where=kept,
    )
    op.add_column("tickets", sa.Column("next_at", sa.BigInteger(), nullable=True, server_default="0"))
    where = sa.text("next_at IS NOT NULL")
    op.create_index("ix_tickets_next_at", "tickets", ["next_at"], sqlite_where=where, postgresql_where=where)
    noted = sa.text("state = 3")
    op.create_index("ix_inbox_taken_back", "inbox", ["lane"], sqlite_where=noted, postgresql_where=noted)
    _sources()
    _files()
    _addresses()
    _codes()
    _downloads()
    _notices()
    _erasures()
    _chain_checks()
    _mail_ledger()


def downgrade() -> None:
    for table in (
        "mail_ledger",
        "chain_checks",
        "erasures",
        "notices",
        "downloads",
        "codes",
        "addresses",
        "ticket_files",
        "ticket_sources",
    ):
        op.drop_table(table)
    for column in ("threaded", "notices", "legal"):
        op.drop_column("outbox", column)
    op.drop_index("ix_inbox_taken_back", "inbox")
    op.drop_index("ix_tickets_next_at", "tickets")
    op.drop_column("tickets", "next_at")
    op.drop_index("ix_conversations_unanswered_until", "conversations")
    for column in ("unanswered_until", "unanswered", "awaited"):
        op.drop_column("conversations", column)


def _ticket(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["number"], ["tickets.number"], name=f"fk_{table}_number_tickets")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _sources() -> None:
    op.create_table(
        "ticket_sources",
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("text_id", sa.String(22), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message", "text_id", name="pk_ticket_sources"),
        _ticket("ticket_sources"),
    )
    _index("ticket_sources", "kept_at")


def _files() -> None:
    op.create_table(
        "ticket_files",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("media_type", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_files"),
        _ticket("ticket_files"),
    )
    _index("ticket_files", "number")
    _index("ticket_files", "message")


def _addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lane", name="pk_addresses"),
    )


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("address", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("wrong", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
        sqlite_autoincrement=True,
    )
    for column in ("subject", "lane", "address", "sent_at"):
        _index("codes", column)


def _downloads() -> None:
    op.create_table(
        "downloads",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("content", sa.String(32), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("opened", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_downloads"),
        _ticket("downloads"),
    )
    _index("downloads", "number")
    _index("downloads", "until")


def _notices() -> None:
    op.add_column("outbox", _flag("legal"))
    op.add_column("outbox", sa.Column("notices", sa.Text(), nullable=True))
    op.add_column("outbox", _flag("threaded"))
    op.create_table(
        "notices",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("dedupe", sa.String(96), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("number", sa.String(16), nullable=True),
        _flag("legal"),
        sa.Column("rung", sa.String(8), nullable=False),
        sa.Column("left", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(8), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("dedupe", name="uq_notices_dedupe"),
        sqlite_autoincrement=True,
    )
    for column in ("number", "ended_at"):
        _index("notices", column)
    under_way = sa.text("outcome IS NULL")
    for column in ("lane", "until"):
        name = f"ix_notices_{column}"
        op.create_index(name, "notices", [column], sqlite_where=under_way, postgresql_where=under_way)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("false"))


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("certificate", sa.String(22), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("certificate", name="pk_erasures"),
    )
    _index("erasures", "lane")


def _chain_checks() -> None:
    op.create_table(
        "chain_checks",
        sa.Column("begun_at", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("after", sa.String(16), nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("begun_at", name="pk_chain_checks"),
    )


def _mail_ledger() -> None:
    op.create_table(
        "mail_ledger",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("mailbox", sa.String(96), nullable=True),
        sa.Column("uid", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("content", sa.String(32), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("number", sa.String(16), nullable=True),
        sa.Column("lane", sa.String(32), nullable=True),
        sa.Column("why", sa.String(64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mail_ledger"),
        sqlite_autoincrement=True,
    )
    for column in ("received_at", "number", "lane"):
        _index("mail_ledger", column)
    op.create_index("ix_mail_ledger_message", "mail_ledger", ["message", "content"])
    lies = sa.text("uid IS NOT NULL")
    op.create_index(
        "ix_mail_ledger_uid",
        "mail_ledger",
        ["mailbox", "uid"],
        unique=True,
        sqlite_where=lies,
        postgresql_where=lies,
    )
    raw = sa.text("sealed IS NOT NULL")
    op.create_index(
        "ix_mail_ledger_raw", "mail_ledger", ["received_at"], sqlite_where=raw, postgresql_where=raw
    )
