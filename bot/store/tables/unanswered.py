"""Questions that the policy did not answer."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, Text

from bot.store.tables.names import metadata

# `message` and `person` are keyed hashes: they find what is taken back or forgotten, and count people.
# `same` is one for all questions that read alike; `passage` is what came nearest, "" where nothing did.
unanswered_questions = Table(
    "unanswered_questions",
    metadata,
    Column("message", String(32), primary_key=True),
    Column("person", String(32), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("same", String(32), nullable=False),
    Column("passage", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_unanswered_questions_at", "at", "passage", "same", "person"),
    Index("ix_unanswered_questions_same", "same", "at", "person"),
    Index("ix_unanswered_questions_passage", "passage", "same", "at", "person"),
)
