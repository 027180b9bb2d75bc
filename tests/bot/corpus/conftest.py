"""The store on each engine, and small policies to publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.store.conftest import database, postgres_with_tables, postgresql_database, sqlite_database
from tests.small_policy import small_policy

__all__ = ["database", "postgres_with_tables", "postgresql_database", "sqlite_database"]


@pytest.fixture
def policy(tmp_path: Path) -> Callable[[str], Path]:
    """Give what writes a policy that bears a mark."""
    return lambda mark: small_policy(tmp_path / f"policy {mark}", mark)
