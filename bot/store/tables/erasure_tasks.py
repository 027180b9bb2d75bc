"""Erasures that staff ask for, and a second person agrees to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, String, Table

from bot.store.tables.names import metadata

# `id` becomes the certificate of the erasure. `sealed` has what staff wrote about it; `event` is the act by
# which it is carried out. `dropped_by` ended it without one.
erasure_tasks = Table(
    "erasure_tasks",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("number", String(16), nullable=False, index=True),
    Column("lane", String(32), nullable=False, index=True),
    Column("basis", String(8), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("asked_at", BigInteger, nullable=False, index=True),
    Column("approved_by", String(64), nullable=True),
    Column("approved_at", BigInteger, nullable=True),
    Column("event", String(80), nullable=True),
    Column("dropped_by", String(64), nullable=True),
    Column("dropped_at", BigInteger, nullable=True),
)
