"""What arrived and what we owe, until it is done; and the workers' seats."""

from __future__ import annotations

from enum import IntEnum

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


class EventState(IntEnum):
    """Where an event stands."""

    READY = 0  # waits for its turn in its lane
    DONE = 1  # decided; its payload is erased
    SET_ASIDE = 2  # failed too often; staff look at it
    TAKEN_BACK = 3  # no event: notes that a message was taken back, should it come later


class OwedState(IntEnum):
    """Where something we owe to somebody stands."""

    READY = 0  # waits for its turn in its lane
    LEASED = 1  # being sent by `owner` until `lease_until`
    SENT = 2  # accepted by the platform; its body is erased
    FAILED = 3  # refused for good, or given up
    CANCELLED = 4  # nobody can receive it any more, or it goes another way


inbox = Table(
    "inbox",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("event_id", String(80), nullable=False, unique=True),
    Column("source", String(16), nullable=False),
    Column("lane", String(32), nullable=False),
    Column("payload", LargeBinary, nullable=True),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("run_at", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("done_at", BigInteger, nullable=True),
    Column("error", String(120), nullable=True),
    sqlite_autoincrement=True,
)
Index("ix_inbox_ready", inbox.c.id, sqlite_where=text("state = 0"), postgresql_where=text("state = 0"))
# Ready too, but said in other words: PostgreSQL must not look for the first of a lane in the index above.
Index(
    "ix_inbox_lane_ready",
    inbox.c.lane,
    inbox.c.id,
    sqlite_where=text("state < 1"),
    postgresql_where=text("state < 1"),
)
Index(
    "ix_inbox_set_aside",
    inbox.c.done_at,
    sqlite_where=text("state = 2"),
    postgresql_where=text("state = 2"),
)
Index(
    "ix_inbox_taken_back",
    inbox.c.lane,
    sqlite_where=text("state = 3"),
    postgresql_where=text("state = 3"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("dedupe", String(96), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("lane", String(32), nullable=False),
    Column("body", LargeBinary, nullable=True),
    Column("token_until", BigInteger, nullable=True),
    Column("retry_key", String(36), nullable=False),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("outcome_unknown", Boolean, nullable=False, server_default=text("false")),
    Column("run_at", BigInteger, nullable=False),
    Column("lease_until", BigInteger, nullable=True),
    Column("owner", String(64), nullable=True),
    Column("created_at", BigInteger, nullable=False),
    Column("done_at", BigInteger, nullable=True),
    Column("sent_as", String(16), nullable=True),
    Column("error", String(120), nullable=True),
    Column("about", Text, nullable=True),
    Column("message_ids", Text, nullable=True),
    Column("legal", Boolean, nullable=False, server_default=text("false")),
    Column("notices", Text, nullable=True),
    Column("threaded", Boolean, nullable=False, server_default=text("false")),
    sqlite_autoincrement=True,
)
Index(
    "ix_outbox_ready",
    outbox.c.id,
    sqlite_where=text("state = 0"),
    postgresql_where=text("state = 0"),
)
Index(
    "ix_outbox_lane_active",
    outbox.c.lane,
    outbox.c.id,
    sqlite_where=text("state < 2"),
    postgresql_where=text("state < 2"),
)
Index(
    "ix_outbox_leased",
    outbox.c.lease_until,
    sqlite_where=text("state = 1"),
    postgresql_where=text("state = 1"),
)
Index(
    "ix_outbox_failed",
    outbox.c.done_at,
    sqlite_where=text("state = 3"),
    postgresql_where=text("state = 3"),
)
Index(
    "ix_outbox_quotable",
    outbox.c.lane,
    sqlite_where=text("message_ids IS NOT NULL"),
    postgresql_where=text("message_ids IS NOT NULL"),
)

seats = Table(
    "seats",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holding", Text, nullable=False),
)
