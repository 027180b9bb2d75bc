"""`staff`: accounts of the console, for whoever runs this machine."""

from __future__ import annotations

import click

from bot.cli.commands import Commands


@click.group(
    cls=Commands,
    modules="bot.cli.staff_",
    names=("create", "list", "roles", "link", "reset", "deactivate", "activate"),
)
def staff() -> None:
    """Create and change accounts of the staff console; the first administrator is made here."""
