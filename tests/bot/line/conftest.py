"""The desk that LINE's webhooks come to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.line.desk import Desk, opened_desk, settings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give the application over an empty store."""
    with opened_desk(settings(tmp_path)) as opened:
        yield opened
