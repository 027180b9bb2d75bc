"""`staff deactivate`: no longer let somebody in."""

from __future__ import annotations

import click

from bot.cli.staff_account import changing
from bot.store.accounts import changes


@click.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Let somebody in no longer, and end all their sessions; what they did stays in the logs."""
    with changing() as at:
        changes.set_active(at.connection, at.found(email).id, at.by, at.seal, active=False)
    click.echo("Deactivated.")
