"""`erasures replay`: a restored backup has what people had erased since; it goes again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from bot.bootstrap.storage import clock, seal_of
from bot.cli.erasure_records import erasure_of
from bot.cli.start import open_store, start
from bot.store import erasures
from bot.store.erasures import Erasure


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def replay(file: Path) -> None:
    """Erase again what the erasures in FILE erased, up to the time of each; run it before anything else runs.

    FILE is what `erasures list --json` wrote. Erasures that this store knows of are left alone. Tickets that
    were withdrawn with one and are open in the backup are named: withdraw them by hand.
    """
    known = _read(file)
    settings = start()
    seal, again, opened = seal_of(settings), 0, set[str]()
    with closing(open_store(settings)) as database:
        for one in known:
            with database.write() as connection:
                if erasures.again(connection, one, clock(), seal):
                    again += 1
                    opened.update(erasures.still_open(connection, one.withdrawn))
    click.echo(f"{again} of {len(known)} erasures done again.")
    for number in sorted(opened):
        click.echo(f"{number} was withdrawn and is open in this store.")


def _read(file: Path) -> Sequence[Erasure]:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        return [erasure_of(one) for one in record["erasures"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.ClickException(f"{file} is not what `erasures list --json` writes: {error}") from None
