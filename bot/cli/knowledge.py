"""`knowledge`: what the desk knows, and which version of it is live."""

from __future__ import annotations

import click

from bot.cli.commands import Commands


@click.group(cls=Commands, modules="bot.cli.knowledge_", names=("check", "publish", "rollback", "versions"))
def knowledge() -> None:
    """Check the knowledge, publish it, list its versions, go back to an earlier one."""
