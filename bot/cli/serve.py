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
    """Run everything on this machine: migrate, then webhooks, console, deciding, sending. Ctrl-C stops it."""
    settings = start()
    database = database_of(settings)
    schema.migrate(database)
    database.close()
    commands = {"webhook": ("webhook", "--with-console"), "worker": ("worker",)}
    parts = [Part(name, bot_command(*words), environment()) for name, words in commands.items()]
    supervise(parts, lambda: _ready(settings.public_url))


def _ready(address: str) -> None:
    click.echo(f"Madoguchi takes webhooks at {address}/line/webhook; its staff work at {address}/console/")
