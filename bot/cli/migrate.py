"""`migrate`: the tables."""

from __future__ import annotations

import click

from bot.bootstrap.storage import database_of
from bot.cli.start import start
from bot.store import schema


@click.command()
def migrate() -> None:
    """Bring the tables up to date; safe to repeat."""
    schema.migrate(database_of(start()))
