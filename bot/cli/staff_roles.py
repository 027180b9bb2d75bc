"""`staff roles`: what somebody may."""

from __future__ import annotations

import click

from bot.cli.staff_account import ROLES, changing
from bot.store.accounts import changes


@click.command()
@click.argument("email")
@click.argument("names", type=ROLES, nargs=-1, required=True)
def roles(email: str, names: tuple[str, ...]) -> None:
    """Give somebody these roles and no others."""
    with changing() as at:
        changes.set_roles(at.connection, at.found(email).id, names, at.by, at.seal)
    click.echo("Saved.")
