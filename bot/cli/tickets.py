"""`tickets`: what people asked of us, at the terminal."""

from __future__ import annotations

import click

from bot.cli.commands import Commands


@click.group(cls=Commands, modules="bot.cli.tickets_", names=("list", "show", "verify", "export", "file"))
def tickets() -> None:
    """List tickets, show one, check that nobody changed them, write one or its files out."""
