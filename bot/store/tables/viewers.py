"""Who of staff has which ticket open at the moment."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table

from bot.store.tables.names import metadata

# Written again and again while a page is open; a row says nothing once its `seen_at` is a minute old.
ticket_viewers = Table(
    "ticket_viewers",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("member", String(64), primary_key=True),
    Column("seen_at", BigInteger, nullable=False, index=True),
)
