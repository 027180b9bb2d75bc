"""`staff list`: all accounts."""

from __future__ import annotations

from contextlib import closing

import click

from bot.bootstrap.storage import seal_of
from bot.cli.start import open_store, start
from bot.store.accounts import account


@click.command("list")
def list() -> None:  # noqa: A001  # the command's name
    """Print all accounts: pseudonym, state, roles, second step, address and name. Personal."""
    settings = start()
    with closing(open_store(settings)) as database, database.read() as connection:
        found = account.everybody(connection, seal_of(settings))
    for one in found:
        state = "active" if one.active else "inactive"
        second = "second-step" if one.totp else "no-second-step"
        click.echo(f"{one.id}\t{state}\t{','.join(one.roles)}\t{second}\t{one.email}\t{one.name}")
