"""Which mails members of the staff want, who stands in for them, and the calendars they subscribed to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table

from bot.store.tables.names import metadata

# `occasions` are names apart by blanks, NULL as long as the member has chosen nothing. `substitute` stands in
# from `away_from` until before `away_until`.
staff_mails = Table(
    "staff_mails",
    metadata,
    Column("staff", String(64), primary_key=True),
    Column("occasions", String(200), nullable=True),
    Column("substitute", String(64), nullable=True, index=True),
    Column("away_from", BigInteger, nullable=True),
    Column("away_until", BigInteger, nullable=True),
)

# `id` is SHA-256 of the token in the link, which is kept nowhere; `scope` is `mine` or `all`.
calendars = Table(
    "calendars",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, index=True),
    Column("scope", String(8), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("used_at", BigInteger, nullable=True),
)
