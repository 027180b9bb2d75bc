"""The store of the outbox on each engine."""

from __future__ import annotations

from tests.bot.store.conftest import database, postgres_with_tables, postgresql_database, sqlite_database

__all__ = ["database", "postgres_with_tables", "postgresql_database", "sqlite_database"]
