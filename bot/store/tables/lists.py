"""What lists and searches of tickets need beside the tickets themselves."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, SmallInteger, String, Table, Text
from sqlalchemy.dialects.postgresql import TSVECTOR

from bot.store.tables.names import ROW_ID, metadata

# Which tags a ticket has, as its log says, and where it stands in lists, as its row says.
ticket_tags = Table(
    "ticket_tags",
    metadata,
    Column("tag", String(64), primary_key=True),
    Column("number", String(16), ForeignKey("tickets.number"), primary_key=True, index=True),
    Column("stage", SmallInteger, nullable=True),
    Column("place", BigInteger, nullable=True),
    Index("ix_ticket_tags_stage", "tag", "stage", "place", "number"),
)

# Keyed hashes of the words of each text that is kept, without order or count. On SQLite triggers keep the
# FTS5 table `ticket_words_index` in step with it.
ticket_words = Table(
    "ticket_words",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("text_id", String(22), nullable=False, unique=True),
    Column("number", String(16), nullable=False, index=True),
    Column("tokens", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_ticket_words_tokens", ticket_words.c.tokens, postgresql_using="gin").ddl_if(dialect="postgresql")

# Lists that a member of the staff keeps under a name of their own: `sealed` holds the name and the filters.
saved_views = Table(
    "saved_views",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("member", String(64), nullable=False, index=True),
    Column("made_at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
