"""`audit`: what staff did, at the terminal."""

from __future__ import annotations

import click

from bot.cli.commands import Commands


@click.group(cls=Commands, modules="bot.cli.audit_", names=("verify",))
def audit() -> None:
    """Check that nobody changed the record of what staff did."""
