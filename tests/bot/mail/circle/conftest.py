"""A desk at LINE whose mails go out and come in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.bootstrap.knowledge import finder
from bot.store.engine import Database
from tests.line_desk import LineDesk


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    with LineDesk(database, finder, mails=True) as desk:
        yield desk
