"""A desk at LINE for each scenario."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap.knowledge import finder
from tests.bot.store.opened import opened
from tests.line_desk import LineDesk


@pytest.fixture
def line_desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LineDesk]:
    """Give a desk of its own, with the real knowledge; one that sends mails where the parameter says so."""
    with (
        opened(f"sqlite:///{tmp_path}/madoguchi.db") as database,
        LineDesk(database, finder, mails=getattr(request, "param", False)) as desk,
    ):
        yield desk
