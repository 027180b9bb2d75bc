"""The tables, nothing else. Times are milliseconds since 1970, UTC; sealed columns hold encrypted bytes."""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    literal_column,
    text,
)

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

# SQLite gives a row id of its own only to INTEGER PRIMARY KEY.
_RowId = BigInteger().with_variant(Integer(), "sqlite")


class EventState(IntEnum):
    """Where an event stands."""

    READY = 0  # waits for its turn in its lane
    DONE = 1  # decided; its payload is erased
    SET_ASIDE = 2  # failed too often; staff look at it


class OwedState(IntEnum):
    """Where something we owe to somebody stands."""

    READY = 0  # waits for its turn in its lane
    LEASED = 1  # being sent by `owner` until `lease_until`
    SENT = 2  # accepted by the platform; its body is erased
    FAILED = 3  # refused for good, or given up
    CANCELLED = 4  # nobody can receive it any more


def written_out(state: IntEnum) -> ColumnElement[int]:
    """Return a state as part of the statement's text, for a partial index is not found by a parameter."""
    return literal_column(str(int(state)), Integer)


inbox = Table(
    "inbox",
    metadata,
    Column("id", _RowId, primary_key=True, autoincrement=True),
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

outbox = Table(
    "outbox",
    metadata,
    Column("id", _RowId, primary_key=True, autoincrement=True),
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
)
Index(
    "ix_conversations_form_until",
    conversations.c.form_until,
    sqlite_where=text("form_until IS NOT NULL"),
    postgresql_where=text("form_until IS NOT NULL"),
)

seats = Table(
    "seats",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holding", Text, nullable=False),
)

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
    Column("id", _RowId, primary_key=True, autoincrement=True),
    Column("version", String(12), ForeignKey("corpora.version"), nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("published_by", Text, nullable=True),
    Column("note", Text, nullable=True),
    sqlite_autoincrement=True,
)

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
)
Index("ix_tickets_requester", tickets.c.requester, tickets.c.opened_at)
Index("ix_tickets_open", tickets.c.open, tickets.c.legal_due_at)

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
