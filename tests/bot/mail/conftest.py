"""The store of the outbox on each engine, and a relay for what is sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.dev.mailbox import MailDouble
from tests.bot.store.conftest import database, postgres_with_tables, postgresql_database, sqlite_database

__all__ = ["database", "postgres_with_tables", "postgresql_database", "sqlite_database"]


@pytest.fixture
def relay() -> Iterator[MailDouble]:
    """Give a relay that takes mails and keeps them."""
    with MailDouble() as double:
        yield double
