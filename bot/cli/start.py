"""What every command does first."""

from __future__ import annotations

import click

from bot import logs
from bot.bootstrap.storage import database_of
from bot.settings import Settings, load
from bot.store.engine import Database
from bot.store.revision import is_current


def start() -> Settings:
    """Read the settings and begin to log. Raises SettingsError."""
    settings = load()
    logs.set_up(settings.log_level)
    return settings


def open_store(settings: Settings) -> Database:
    """Open the store, whose tables must be current. Raises StoreDown and ClickException."""
    database = database_of(settings)
    if not is_current(database):
        raise click.ClickException("The tables are not current. Run: python -m bot migrate")
    return database
