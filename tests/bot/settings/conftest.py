"""An environment with nothing but what a start needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings
from tests.bot.settings.enough import ENOUGH


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Set nothing but what a start needs, away from the `.env` of this checkout."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in ENOUGH.items():
        monkeypatch.setenv(name, value)
