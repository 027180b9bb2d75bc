"""`erasures`: who was forgotten at their own wish, at the terminal."""

from __future__ import annotations

import click

from bot.cli.commands import Commands


@click.group(cls=Commands, modules="bot.cli.erasures_", names=("list", "replay"))
def erasures() -> None:
    """List what people had erased in the chat, and erase it again after an older backup was restored."""
