"""A shell for tests: commands run in an empty folder, with settings of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from bot.cli import bot
from bot.settings import Settings
from tests.bot.store.opened import lay_tables
from tests.environment import holds_only

Run = Callable[..., Result]
SECRETS = {
    "LINE_CHANNEL_SECRET": "0123456789abcdef",
    "LINE_CHANNEL_ID": "1234567890",
    "SECRET_KEY": "sixteen letters or more",
    "DATA_KEYS": Fernet.generate_key().decode(),
}


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Give what runs a command beside an empty folder, as a shell would."""
    holds_only(SECRETS, monkeypatch, tmp_path)
    # The log's stream would be that of the first run for all tests that follow.
    monkeypatch.setattr("bot.logs.set_up", lambda _: None)
    return lambda *words: CliRunner().invoke(bot, [str(word) for word in words])


@pytest.fixture
def run(fresh: Run) -> Run:
    """Give what runs a command where the tables were made."""
    lay_tables(Settings.model_fields["database_url"].default)
    return fresh
