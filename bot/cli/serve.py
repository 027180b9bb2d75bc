"""`serve`: everything on one machine."""

from __future__ import annotations

import click

from bot.bootstrap.storage import database_of
from bot.cli.start import start
from bot.processes.supervisor import Part, bot_command, supervise
from bot.settings import Settings, environment
from bot.store import schema


@click.command()
def serve() -> None:
    """Run everything on this machine: migrate, then webhooks, console, deciding, sending. Ctrl-C stops it."""
    settings = start()
    database = database_of(settings)
    schema.migrate(database)
    database.close()
    beside = ("--with-console",) if settings.console else ()
    commands = {"webhook": ("webhook", *beside), "worker": ("worker",)}
    parts = [Part(name, bot_command(*words), environment()) for name, words in commands.items()]
    supervise(parts, lambda: _ready(settings))


def _ready(settings: Settings) -> None:
    address = settings.public_url
    where = f"; its staff work at {address}/console/" if settings.console else ""
    click.echo(f"Madoguchi takes webhooks at {address}/line/webhook{where}")
