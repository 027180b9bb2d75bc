"""`staff link`: a new one-time link."""

from __future__ import annotations

import click

from bot.cli.staff_account import changing


@click.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a new one-time link, by which somebody sets another password; the one before is dead."""
    with changing() as at:
        link = at.link(at.found(email).id)
    click.echo(f"For three days, once: {link}")
