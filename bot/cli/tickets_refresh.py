"""`tickets refresh`: what lists and searches need is made anew from the logs."""

from __future__ import annotations

from contextlib import closing

import click

from bot.bootstrap.storage import seal_of
from bot.cli.start import open_store, start
from bot.store import ticket_refresh


@click.command()
@click.option("--all", "everything", is_flag=True, help="Of every ticket, not only of those that lack it.")
def refresh(everything: bool) -> None:
    """Make what lists and searches of the console need, from the logs and texts of tickets.

    `migrate` does it for tickets from before the console; `--all` is for when SECRET_KEY has changed.
    """
    settings = start()
    with closing(open_store(settings)) as database:
        count = ticket_refresh.refresh(database, seal_of(settings), everything=everything)
    click.echo(f"Made anew for {count} tickets.")
