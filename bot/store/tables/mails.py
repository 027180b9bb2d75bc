"""Mails that came in, one row each, and what became of them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, text

from bot.store.tables.names import ROW_ID, metadata

# `message` and `content` are keyed hashes, `sealed` the raw mail, NULL once its period is over. `outcome` is
# NULL until it is decided. `mailbox` and `uid` say where it lies, NULL for what came by a pipe.
mail_ledger = Table(
    "mail_ledger",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("mailbox", String(96), nullable=True),
    Column("uid", BigInteger, nullable=True),
    Column("message", String(32), nullable=False),
    Column("content", String(32), nullable=False),
    Column("received_at", BigInteger, nullable=False, index=True),
    Column("outcome", String(16), nullable=True),
    Column("number", String(16), nullable=True, index=True),
    Column("lane", String(32), nullable=True, index=True),
    Column("why", String(64), nullable=True),
    Column("sealed", LargeBinary, nullable=True),
    Column("seen_at", BigInteger, nullable=True),
    sqlite_autoincrement=True,
)
Index("ix_mail_ledger_message", mail_ledger.c.message, mail_ledger.c.content)
Index(
    "ix_mail_ledger_uid",
    mail_ledger.c.mailbox,
    mail_ledger.c.uid,
    unique=True,
    sqlite_where=text("uid IS NOT NULL"),
    postgresql_where=text("uid IS NOT NULL"),
)
Index(
    "ix_mail_ledger_raw",
    mail_ledger.c.received_at,
    sqlite_where=text("sealed IS NOT NULL"),
    postgresql_where=text("sealed IS NOT NULL"),
)
