"""A store that holds something of every kind of two people."""

from __future__ import annotations

import pytest

from bot.store.engine import Database
from tests.bot.store.erasures.filled import ENDED, fill
from tests.handlers.tickets.lives import NUMBER


@pytest.fixture
def full(database: Database) -> Database:
    fill(database, "ana", NUMBER, ENDED)
    fill(database, "ben", "PR-2026-000003", "PR-2026-000004")
    return database
