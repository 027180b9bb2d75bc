"""`migrate`: the tables."""

from __future__ import annotations

from contextlib import closing

import click

from bot.bootstrap.storage import database_of
from bot.cli.start import start
from bot.store import schema


@click.command()
def migrate() -> None:
    """Bring the tables up to date; safe to repeat."""
    with closing(database_of(start())) as database:
        schema.migrate(database)
