"""Tickets: what their logs come to, the logs, texts, files and links to them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from bot.store.tables.names import metadata

# What a ticket's log comes to, for lists and searches; written with the log and from nothing else.
tickets = Table(
    "tickets",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("requester", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", String(32), nullable=False),
    Column("open", Boolean, nullable=False),
    Column("language", String(2), nullable=False),
    Column("regime", String(16), nullable=False),
    Column("standing", String(16), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=True),
    Column("legal_due_at", BigInteger, nullable=True),
    Column("ended_at", BigInteger, nullable=True),
    Column("assignee", String(64), nullable=True),
    Column("version", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("next_at", BigInteger, nullable=True, server_default="0"),
)
Index("ix_tickets_requester", tickets.c.requester, tickets.c.opened_at)
Index("ix_tickets_open", tickets.c.open, tickets.c.legal_due_at)
Index(
    "ix_tickets_next_at",
    tickets.c.next_at,
    sqlite_where=text("next_at IS NOT NULL"),
    postgresql_where=text("next_at IS NOT NULL"),
)

ticket_items = Table(
    "ticket_items",
    metadata,
    Column("number", String(16), ForeignKey("tickets.number"), primary_key=True),
    Column("right", String(32), primary_key=True),
    Column("outcome", String(32), nullable=True),
)

# Rows are only added. `record` is the event as canonical JSON, without any personal text.
ticket_events = Table(
    "ticket_events",
    metadata,
    Column("number", String(16), ForeignKey("tickets.number"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# `sealed` is NULL once the text was erased.
ticket_texts = Table(
    "ticket_texts",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("number", String(16), ForeignKey("tickets.number"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=True),
)

# Which message of the platform a text was made from; `message` is a keyed hash.
ticket_sources = Table(
    "ticket_sources",
    metadata,
    Column("message", String(32), primary_key=True),
    Column("text_id", String(22), primary_key=True),
    Column("number", String(16), ForeignKey("tickets.number"), nullable=False),
    Column("kept_at", BigInteger, nullable=False, index=True),
)

# `sealed` holds the bytes, `name` what the sender called it; both are NULL once the file was erased.
ticket_files = Table(
    "ticket_files",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("number", String(16), ForeignKey("tickets.number"), nullable=False, index=True),
    Column("message", String(32), nullable=False, index=True),
    Column("media_type", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("name", LargeBinary, nullable=True),
    Column("sealed", LargeBinary, nullable=True),
    Column("kept_at", BigInteger, nullable=False),
)

# Runs through all chains by their numbers: how far one is (`after`), and what it has found. The newest
# one that ended stays.
chain_checks = Table(
    "chain_checks",
    metadata,
    Column("begun_at", BigInteger, primary_key=True, autoincrement=False),
    Column("after", String(16), nullable=False),
    Column("checked", Integer, nullable=False),
    Column("broken", Integer, nullable=False),
    Column("ended_at", BigInteger, nullable=True),
)

# Links given out: `id` is SHA-256 of the token, which is kept nowhere. Tries and uses are counted.
downloads = Table(
    "downloads",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", String(16), ForeignKey("tickets.number"), nullable=False, index=True),
    Column("lane", String(32), nullable=False),
    Column("content", String(32), nullable=False),
    Column("given_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False, index=True),
    Column("wrong", Integer, nullable=False, server_default="0"),
    Column("opened", Integer, nullable=False, server_default="0"),
)
