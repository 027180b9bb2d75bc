"""Accounts of the staff in the console: who they are, how they prove it, and where they are signed in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, LargeBinary, String, Table, Text, text

from bot.store.tables.names import ROW_ID, metadata

# `id` is the pseudonym that logs have; `address` a keyed hash of the mail address, by which it is found.
# `sealed` holds name and address, `totp` the secret of the second factor, both encrypted. `stamp` changes
# with every password, and ends all sessions. `recovery` has digests of codes, NULL before any were given.
staff_accounts = Table(
    "staff_accounts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("address", String(32), nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("roles", String(80), nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("password", String(255), nullable=True),
    Column("stamp", String(64), nullable=False, unique=True),
    Column("handle", String(64), nullable=False, unique=True),
    Column("totp", LargeBinary, nullable=True),
    Column("totp_counter", BigInteger, nullable=True),
    Column("recovery", Text, nullable=True),
    Column("language", String(2), nullable=True),
    Column("theme", String(5), nullable=False, server_default="auto"),
    Column("link", String(64), nullable=True, unique=True),
    Column("link_until", BigInteger, nullable=True),
    Column("made_at", BigInteger, nullable=False),
)

# `id` is the credential's id as base64url; `name` is sealed, for people write into it what they like.
staff_passkeys = Table(
    "staff_passkeys",
    metadata,
    Column("id", String(700), primary_key=True),
    Column("staff", String(64), ForeignKey("staff_accounts.id"), nullable=False, index=True),
    Column("name", LargeBinary, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("transports", String(120), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("used_at", BigInteger, nullable=True),
)

# `id` is a digest of what the browser holds; `sealed` has the device's words and its address.
staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("staff", String(64), ForeignKey("staff_accounts.id"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False, index=True),
)

# Tries to sign in that failed; `subject` is a keyed hash of the mail address or of the network address.
staff_failures = Table(
    "staff_failures",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("subject", String(32), nullable=False, index=True),
    Column("at", BigInteger, nullable=False, index=True),
    sqlite_autoincrement=True,
)
