"""`tickets file`: one file that a requester sent, written out for who handles the ticket."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from bot.bootstrap.storage import clock, seal_of
from bot.cli.operator import operator
from bot.cli.private_file import write_new
from bot.cli.start import open_store, start
from bot.cli.ticket_number import NUMBER, moment_of
from bot.store import files, ticket_logs, tickets
from bot.store.engine import Connection
from bot.store.sealing import Seal
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Exported


@click.command()
@click.argument("number", type=NUMBER)
@click.argument("file_id", metavar="ID")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def file(number: str, file_id: str, path: Path) -> None:
    """Write file ID of ticket NUMBER into FILE, which must not exist; the ticket's log notes it.

    `tickets show` has the ids. Open it with care: it was sent by somebody whom nobody here knows.
    """
    settings = start()
    seal = seal_of(settings)
    with closing(open_store(settings)) as database, database.write() as connection:
        content = _taken_out(connection, number, file_id, seal)
        # Inside the transaction: what could not be written is not logged as written.
        write_new(path, content)
    click.echo(f"Wrote {len(content)} bytes to {path}. The file holds personal data.")


def _taken_out(connection: Connection, number: str, file_id: str, seal: Seal) -> bytes:
    version = len(ticket_logs.entries(connection, number))
    if not version:
        raise click.ClickException(f"There is no ticket {number}.")
    content = files.content(connection, number, file_id, seal)
    if content is None:
        raise click.ClickException(f"{number} has no file {file_id}, or it was erased.")
    noted = Exported(at=moment_of(clock()), by=operator(), file=file_id)
    tickets.append(connection, [TicketChange(number, version, (noted,))], seal)
    return content
