"""`tickets`: what people asked of us, at the terminal."""

from __future__ import annotations

import click

from bot.cli.commands import Commands

_NAMES = ("list", "show", "verify", "export", "file", "tasks", "refresh")


@click.group(cls=Commands, modules="bot.cli.tickets_", names=_NAMES)
def tickets() -> None:
    """List tickets and tasks, show a ticket, check that nobody changed them, write one or its files out."""
