"""A desk at LINE for each scenario, on a copied store: to make its tables takes longer than a dialogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap.knowledge import finder
from bot.store.engine import open_database
from tests.bot.store.opened import opened
from tests.line_desk import LineDesk


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that has its tables and no rows."""
    home = tmp_path_factory.mktemp("migrated")
    with opened(f"sqlite:///{home}/madoguchi.db"):
        pass
    return home / "madoguchi.db"


@pytest.fixture
def line_desk(migrated: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LineDesk]:
    """Give a desk of its own, with the real knowledge; one that sends mails where the parameter says so."""
    shutil.copy(migrated, tmp_path / "madoguchi.db")
    database = open_database(f"sqlite:///{tmp_path}/madoguchi.db")
    with LineDesk(database, finder, mails=getattr(request, "param", False)) as desk:
        yield desk
    database.close()
