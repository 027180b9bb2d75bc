"""`migrate`: the tables."""

from __future__ import annotations

from contextlib import closing

import click

from bot.bootstrap.storage import database_of, seal_of
from bot.cli.start import start
from bot.store import schema, ticket_refresh


@click.command()
def migrate() -> None:
    """Bring the tables up to date, and the rows that are made from logs; safe to repeat and to stop."""
    settings = start()
    with closing(database_of(settings)) as database:
        schema.migrate(database)
        ticket_refresh.refresh(database, seal_of(settings))
