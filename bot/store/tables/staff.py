"""What staff do in the console, and what became of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table

from bot.store.tables.names import metadata

# `id` is that of the event. `result` is NULL until a worker has decided; `why` names what stood in the way.
staff_acts = Table(
    "staff_acts",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("staff", String(64), nullable=False),
    Column("number", String(16), nullable=False, index=True),
    Column("what", String(32), nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
    Column("result", String(8), nullable=True),
    Column("why", String(40), nullable=True),
)
