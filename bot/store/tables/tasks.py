"""What somebody has to look at because it did not work by itself."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, UniqueConstraint, text

from bot.store.tables.names import ROW_ID, metadata

# `ref` names what failed, such as a row's key, and never what it said; `number` is NULL where it is about no
# ticket, or nobody can tell.
tasks = Table(
    "tasks",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),
    Column("ref", String(96), nullable=False),
    Column("number", String(16), nullable=True, index=True),
    Column("made_at", BigInteger, nullable=False),
    Column("done_at", BigInteger, nullable=True, index=True),
    Column("done_by", String(64), nullable=True),
    UniqueConstraint("kind", "ref"),
    sqlite_autoincrement=True,
)
Index(
    "ix_tasks_open",
    tasks.c.id,
    sqlite_where=text("done_at IS NULL"),
    postgresql_where=text("done_at IS NULL"),
)
