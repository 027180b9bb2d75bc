"""An environment with the settings that a test names and no others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.settings import Settings


def holds_only(settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the environment hold these settings alone, in a folder away from the `.env` of this checkout."""
    monkeypatch.chdir(folder)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
