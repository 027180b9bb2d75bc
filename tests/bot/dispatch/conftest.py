"""A store for what dispatch decides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine import Database
from tests.bot.store.opened import opened


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path}/madoguchi.db") as database:
        yield database
