"""`serve`: everything on one machine."""

from __future__ import annotations

import click

from bot.bootstrap.storage import database_of
from bot.cli.start import start
from bot.processes.supervisor import Part, bot_command, supervise
from bot.settings import environment
from bot.store import schema


@click.command()
def serve() -> None:
    """Run everything on this machine: migrate, take webhooks, decide and send. Ctrl-C stops it."""
    settings = start()
    database = database_of(settings)
    schema.migrate(database)
    database.close()
    parts = [Part(name, bot_command(name), environment()) for name in ("webhook", "worker")]
    supervise(parts, lambda: click.echo(f"Madoguchi takes webhooks at {settings.public_url}/line/webhook"))
