"""`erasures list`: when somebody had themselves forgotten, and how much went."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing

import click

from bot.cli.erasure_records import record_of
from bot.cli.start import open_store, start
from bot.cli.ticket_number import moment_of
from bot.store import erasures
from bot.store.erasures import Erasure
from handlers.tickets.telling import moment


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, which `replay` reads.")
def list(as_json: bool) -> None:  # noqa: A001  # the command's name
    """List erasures, oldest first: the certificate's id that the person has, when, and how much of what went.

    Times in the table are Japan's. There are no words in it, and who it was says only a pseudonym.
    """
    with closing(open_store(start())) as database, database.read() as connection:
        known = erasures.listed(connection)
    if as_json:
        click.echo(json.dumps({"erasures": [record_of(one) for one in known]}, indent=2))
        return
    for one in known:
        click.echo(f"{one.certificate}  {moment(moment_of(one.at))}  {', '.join(_told(one))}")


def _told(one: Erasure) -> Sequence[str]:
    counts = [f"{name} {count}" for name, count in one.counts.items() if count]
    tickets = [
        *(f"{number} withdrawn" for number in one.withdrawn),
        *(f"{number} kept" for number in one.kept),
    ]
    return [*counts, *tickets] or ["nothing"]
