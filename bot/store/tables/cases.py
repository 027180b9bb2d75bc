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
    SmallInteger,
    String,
    Table,
    Text,
    text,
    true,
)

from bot.store.tables.names import metadata

# What a ticket's log comes to, for lists, searches and figures; written with the log and from nothing else.
# What follows `next_at` is made by `ticket_places`, what follows `handover` by `ticket_figures`; all of it is
# NULL until it was made for an older ticket.
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
    Column("channel", String(16), nullable=True),
    Column("stage", SmallInteger, nullable=True),
    Column("place", BigInteger, nullable=True),
    Column("due_at", BigInteger, nullable=True),
    Column("rights", Integer, nullable=True),
    Column("legal_met_at", BigInteger, nullable=True),
    Column("work_due_at", BigInteger, nullable=True),
    Column("work_length", BigInteger, nullable=True),
    Column("paused_at", BigInteger, nullable=True),
    Column("unread", Boolean, nullable=True),
    Column("word_at", BigInteger, nullable=True),
    Column("word_by", String(16), nullable=True),
    Column("handover", String(64), nullable=True),
    Column("first_answer_at", BigInteger, nullable=True),
    Column("ended_as", String(16), nullable=True),
    Column("outcomes", BigInteger, nullable=True),
    Column("score", SmallInteger, nullable=True),
)
Index("ix_tickets_requester", tickets.c.requester, tickets.c.opened_at)
Index("ix_tickets_open", tickets.c.open, tickets.c.legal_due_at)
# In the order of lists, with what these are filtered by: a filter that nothing fits reads no table rows.
Index(
    "ix_tickets_stage",
    tickets.c.stage,
    tickets.c.place,
    tickets.c.number,
    tickets.c.kind,
    tickets.c.status,
    tickets.c.language,
    tickets.c.channel,
    tickets.c.assignee,
    tickets.c.rights,
    tickets.c.due_at,
)
# What nobody has read yet are few of many.
_UNREAD = tickets.c.unread == true()
Index(
    "ix_tickets_unread",
    tickets.c.stage,
    tickets.c.place,
    tickets.c.number,
    postgresql_where=_UNREAD,
    sqlite_where=_UNREAD,
)
Index("ix_tickets_assignee", tickets.c.assignee, tickets.c.stage, tickets.c.place, tickets.c.number)
# With all that the figures of a month are made of, so that these read the index alone.
Index(
    "ix_tickets_received",
    tickets.c.received_at,
    tickets.c.kind,
    tickets.c.ended_as,
    tickets.c.rights,
)
Index(
    "ix_tickets_met",
    tickets.c.legal_met_at,
    tickets.c.kind,
    tickets.c.ended_as,
    tickets.c.outcomes,
    tickets.c.received_at,
    tickets.c.first_answer_at,
    tickets.c.score,
)
Index(
    "ix_tickets_unlisted",
    tickets.c.number,
    sqlite_where=text("stage IS NULL"),
    postgresql_where=text("stage IS NULL"),
)
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

# Rows are only added. `record` is the event as canonical JSON, without any personal text; `at`, `what` and,
# where somebody of staff did it, `staff` repeat parts of it, to be searched.
ticket_events = Table(
    "ticket_events",
    metadata,
    Column("number", String(16), ForeignKey("tickets.number"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("staff", String(64), nullable=True),
    Column("what", String(40), nullable=True),
)
_BY_STAFF = text("staff IS NOT NULL")
for _name, _columns in {
    "deeds": ("at", "number", "sequence"),
    "staff": ("staff", "at", "number", "sequence", "what"),
    "what": ("what", "at", "number", "sequence"),
}.items():
    Index(
        f"ix_ticket_events_{_name}",
        *(ticket_events.c[column] for column in _columns),
        sqlite_where=_BY_STAFF,
        postgresql_where=_BY_STAFF,
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
