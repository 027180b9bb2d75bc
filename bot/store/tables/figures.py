"""What is counted of messages."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from bot.store.tables.names import metadata

# How many messages were answered how (`handlers.counting`) on a day in Japan, written 2026-04-01. Nobody is
# in it. Each worker's seat has rows of its own, or workers would wait for each other at one row.
daily_counts = Table(
    "daily_counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("what", String(16), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("seat", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)
