"""A part of step 0007: what lists and searches of tickets need.

The new columns of `tickets` stay NULL until a ticket is written next; `python -m bot migrate` makes them for
all that have none, and lets their texts be found by their words.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

_COLUMNS = (
    ("channel", sa.String(16)),
    ("stage", sa.SmallInteger()),
    ("place", sa.BigInteger()),
    ("due_at", sa.BigInteger()),
    ("rights", sa.Integer()),
    ("legal_met_at", sa.BigInteger()),
    ("work_due_at", sa.BigInteger()),
    ("work_length", sa.BigInteger()),
    ("paused_at", sa.BigInteger()),
    ("unread", sa.Boolean()),
    ("word_at", sa.BigInteger()),
    ("word_by", sa.String(16)),
    ("handover", sa.String(64)),
)
_INDEXES = {
    "ix_tickets_stage": (
        "stage", "place", "number", "kind", "status", "language", "channel", "assignee", "rights", "due_at",
    ),
    "ix_tickets_assignee": ("assignee", "stage", "place", "number"),
}  # fmt: skip
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INDEX = """CREATE VIRTUAL TABLE ticket_words_index USING fts5(
    tokens, content='ticket_words', content_rowid='id', detail='none', columnsize=0, tokenize='ascii')"""
_KEPT = """CREATE TRIGGER ticket_words_kept AFTER INSERT ON ticket_words BEGIN
    INSERT INTO ticket_words_index (rowid, tokens) VALUES (new.id, new.tokens); END"""
_ERASED = """CREATE TRIGGER ticket_words_erased AFTER DELETE ON ticket_words BEGIN
    INSERT INTO ticket_words_index (ticket_words_index, rowid, tokens)
    VALUES ('delete', old.id, old.tokens); END"""


def add() -> None:
    """Add columns, tables and indexes."""
    for name, kind in _COLUMNS:
        op.add_column("tickets", sa.Column(name, kind, nullable=True))
    for name, columns in _INDEXES.items():
        op.create_index(name, "tickets", list(columns))
    op.create_index(
        "ix_tickets_unlisted",
        "tickets",
        ["number"],
        sqlite_where=sa.text("stage IS NULL"),
        postgresql_where=sa.text("stage IS NULL"),
    )
    _ticket_tags()
    _ticket_words()
    _saved_views()


def remove() -> None:
    """Take all of it away again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE ticket_words_index")
    for table in ("saved_views", "ticket_words", "ticket_tags"):
        op.drop_table(table)
    for name in ("ix_tickets_unlisted", *_INDEXES):
        op.drop_index(name, "tickets")
    for name, _ in _COLUMNS:
        op.drop_column("tickets", name)


def _ticket_tags() -> None:
    op.create_table(
        "ticket_tags",
        sa.Column("tag", sa.String(64), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("tag", "number", name="pk_ticket_tags"),
        sa.ForeignKeyConstraint(["number"], ["tickets.number"], name="fk_ticket_tags_number_tickets"),
    )
    op.create_index("ix_ticket_tags_number", "ticket_tags", ["number"])


def _ticket_words() -> None:
    op.create_table(
        "ticket_words",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("text_id", sa.String(22), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("tokens", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_words"),
        sa.UniqueConstraint("text_id", name="uq_ticket_words_text_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ticket_words_number", "ticket_words", ["number"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_ticket_words_tokens", "ticket_words", ["tokens"], postgresql_using="gin")
        return
    for statement in (_INDEX, _KEPT, _ERASED):
        op.execute(statement)


def _saved_views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("member", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
    )
    op.create_index("ix_saved_views_member", "saved_views", ["member"])
