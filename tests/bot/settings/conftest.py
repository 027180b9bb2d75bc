"""An environment with nothing but what a start needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.settings.enough import ENOUGH
from tests.environment import holds_only


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Set nothing but what a start needs, away from the `.env` of this checkout."""
    holds_only(ENOUGH, monkeypatch, tmp_path)
