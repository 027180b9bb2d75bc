"""What every command does first."""

from __future__ import annotations

from bot import logs
from bot.settings import Settings, load


def start() -> Settings:
    """Read the settings and begin to log. Raises SettingsError."""
    settings = load()
    logs.set_up(settings.log_level)
    return settings
