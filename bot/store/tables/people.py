"""What is kept of people beside their tickets: conversations, addresses, codes, erasures."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from bot.store.tables.names import ROW_ID, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("lane", String(32), primary_key=True),
    Column("language", String(2), nullable=False),
    Column("language_fixed", Boolean, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("last_passages", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False, index=True),
    Column("form", LargeBinary, nullable=True),
    Column("form_until", BigInteger, nullable=True),
    Column("awaited", String(64), nullable=True),
    Column("unanswered", LargeBinary, nullable=True),
    Column("unanswered_until", BigInteger, nullable=True),
)
Index(
    "ix_conversations_form_until",
    conversations.c.form_until,
    sqlite_where=text("form_until IS NOT NULL"),
    postgresql_where=text("form_until IS NOT NULL"),
)
Index(
    "ix_conversations_unanswered_until",
    conversations.c.unanswered_until,
    sqlite_where=text("unanswered_until IS NOT NULL"),
    postgresql_where=text("unanswered_until IS NOT NULL"),
)

# Where somebody with a ticket is reached at the platform, sealed.
addresses = Table(
    "addresses",
    metadata,
    Column("lane", String(32), primary_key=True),
    Column("source", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
)

# One-time codes that were sent. `digest` is NULL once a code is dead; the row stays a day to count by.
codes = Table(
    "codes",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("subject", String(64), nullable=False, index=True),
    Column("lane", String(32), nullable=False, index=True),
    Column("address", String(32), nullable=False, index=True),
    Column("digest", String(64), nullable=True),
    Column("wrong", SmallInteger, nullable=False, server_default="0"),
    Column("sent_at", BigInteger, nullable=False, index=True),
    sqlite_autoincrement=True,
)

# What we say without being asked, from when it comes up until it arrived or could not; `left` are the ways
# still to be tried. `sealed` is NULL once it ended, but a mail's words stay a while, for it may come back.
# `answers`: it carries the answer of its ticket.
notices = Table(
    "notices",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("dedupe", String(96), nullable=False, unique=True),
    Column("lane", String(32), nullable=False),
    Column("number", String(16), nullable=True, index=True),
    Column("legal", Boolean, nullable=False, server_default=text("false")),
    Column("rung", String(8), nullable=False),
    Column("left", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=True),
    Column("made_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("outcome", String(8), nullable=True),
    Column("ended_at", BigInteger, nullable=True, index=True),
    Column("answers", Boolean, nullable=False, server_default=text("false")),
    sqlite_autoincrement=True,
)
Index(
    "ix_notices_lane",
    notices.c.lane,
    sqlite_where=text("outcome IS NULL"),
    postgresql_where=text("outcome IS NULL"),
)
Index(
    "ix_notices_until",
    notices.c.until,
    sqlite_where=text("outcome IS NULL"),
    postgresql_where=text("outcome IS NULL"),
)
Index(
    "ix_notices_kept",
    notices.c.ended_at,
    sqlite_where=text("outcome IS NOT NULL AND sealed IS NOT NULL"),
    postgresql_where=text("outcome IS NOT NULL AND sealed IS NOT NULL"),
)

# What a person had erased: kept to erase it again after an older backup was restored.
erasures = Table(
    "erasures",
    metadata,
    Column("certificate", String(22), primary_key=True),
    Column("lane", String(32), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("counts", Text, nullable=False),
)
