"""`staff reset`: a new second step."""

from __future__ import annotations

import click

from bot.cli.staff_account import changing
from bot.store.accounts import changes


@click.command()
@click.argument("email")
def reset(email: str) -> None:
    """Forget somebody's authenticator, passkeys and recovery codes, and end all their sessions."""
    with changing() as at:
        changes.reset_second_factor(at.connection, at.found(email).id, at.by, at.seal)
    click.echo("The next sign-in sets up a new second step.")
