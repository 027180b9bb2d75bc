"""The knowledge that was published, and when."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.store.tables.names import ROW_ID, metadata

# Every corpus that was ever published stays: tickets cite the policy as it was.
corpora = Table(
    "corpora",
    metadata,
    Column("version", String(12), primary_key=True),
    Column("policy", Text, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("trained", LargeBinary, nullable=False),
    Column("built_at", BigInteger, nullable=False),
)

# Rows are only added; the newest one says what is live.
publications = Table(
    "publications",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("version", String(12), ForeignKey("corpora.version"), nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("published_by", Text, nullable=True),
    Column("note", Text, nullable=True),
    sqlite_autoincrement=True,
)
