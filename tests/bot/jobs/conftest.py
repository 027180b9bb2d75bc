"""The store of the jobs on each engine, and a desk that works there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bot.store.engine import Database
from tests.bot.jobs.desk import Desk, stub_decide
from tests.bot.store.conftest import database, postgres_with_tables, postgresql_database, sqlite_database

__all__ = ["database", "postgres_with_tables", "postgresql_database", "sqlite_database"]


@pytest.fixture
def open_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    """Give what opens a desk at a store; whatever was opened is closed afterwards."""
    monkeypatch.setattr("bot.dispatch.decide", stub_decide)
    with ExitStack() as desks:
        yield lambda *values, **named: desks.enter_context(Desk(*values, **named))


@pytest.fixture
def desk(database: Database, open_desk: Callable[..., Desk]) -> Desk:
    """Give a desk at a store on each engine."""
    return open_desk(database)
