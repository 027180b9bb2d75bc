"""`tickets tasks`: what did not work by itself, and nobody has dealt with yet."""

from __future__ import annotations

from contextlib import closing

import click

from bot.cli.start import open_store, start
from bot.cli.ticket_number import moment_of
from bot.store import tasks as stored
from handlers.tickets.telling import moment


@click.command()
@click.option("--most", type=click.IntRange(1, 10_000), default=50, help="So many lines at most.")
def tasks(*, most: int) -> None:
    """List what somebody has to look at, oldest first: number, time, kind, ticket and what failed.

    No line says what anybody wrote. Times are Japan's.
    """
    with closing(open_store(start())) as database, database.read() as connection:
        found = stored.open_tasks(connection, most)
        left = stored.count_open(connection) - len(found)
    for task in found:
        at = moment(moment_of(task.made_at))
        click.echo(f"{task.id}\t{at}\t{task.kind}\t{task.number or '-'}\t{task.ref}")
    if left:
        click.echo(f"and {left} more")
