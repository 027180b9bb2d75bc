"""`knowledge rollback`: an earlier version is live again."""

from __future__ import annotations

from contextlib import closing

import click

from bot.bootstrap.storage import clock
from bot.cli.start import open_store, start
from bot.corpus import publishing
from bot.corpus.building import NotReadable
from bot.corpus.publishing import NoSuchVersion, Signature


@click.command()
@click.argument("version", required=False)
@click.option("--note", help="Why, in a few words.")
@click.option("--by", help="Who goes back, as it shall be listed.")
def rollback(version: str | None, note: str | None, by: str | None) -> None:
    """Let VERSION be live again, by default the one that was live before.

    It is published once more; a second rollback returns to where you were.
    """
    try:
        with closing(open_store(start())) as database:
            old = publishing.roll_back(database, version, Signature(clock(), by, note))
    except (NoSuchVersion, NotReadable) as error:
        raise click.ClickException(f"Nothing was changed: {error}.") from None
    if old is None:
        click.echo("This is live already; nothing was written.")
        return
    click.echo(
        f"{old.version} ({old.policy}, {old.passages} passages) is live again. "
        f"Running processes take it over within two seconds."
    )
