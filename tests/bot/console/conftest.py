"""A console whose store, worker, LINE and mails are real; one for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import schema
from bot.store.engine import open_database
from tests.builders import corpus, finding
from tests.console_desk import ConsoleDesk
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk


@pytest.fixture
def console(tmp_path: Path) -> Iterator[ConsoleDesk]:
    database = open_database(f"sqlite:///{tmp_path}/console.db")
    schema.migrate(database)
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    with LineDesk(database, lambda: finder, mails=True) as line:
        yield ConsoleDesk(line, lambda: finder)
    database.close()
