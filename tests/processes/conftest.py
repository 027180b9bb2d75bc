"""A desk on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.store.opened import lay_tables
from tests.processes.desk import Desk


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk with its tables made and nothing running."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'madoguchi.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    found = Desk(tmp_path, url)
    try:
        lay_tables(url)
        yield found
    finally:
        found.close()
