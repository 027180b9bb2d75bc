"""`staff activate`: let somebody in again."""

from __future__ import annotations

import click

from bot.cli.staff_account import changing
from bot.store.accounts import changes


@click.command()
@click.argument("email")
def activate(email: str) -> None:
    """Let somebody in again."""
    with changing() as at:
        changes.set_active(at.connection, at.found(email).id, at.by, at.seal, active=True)
    click.echo("Active.")
