"""What processes see of the world outside, for whoever looks after the desk."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, String, Table

from bot.store.tables.names import metadata

# `since` is when it began to be good, or not to be; `at` when it was seen last. `amount` of `most` where it
# is something that runs out.
readings = Table(
    "readings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("good", Boolean, nullable=False),
    Column("why", String(120), nullable=True),
    Column("since", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=True),
    Column("most", BigInteger, nullable=True),
)
