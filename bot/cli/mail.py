"""`mail`: mails that come in by a pipe, and the ledger of all that came."""

from __future__ import annotations

import click

from bot.cli.commands import Commands


@click.group(cls=Commands, modules="bot.cli.mail_", names=("ingest", "list", "show"))
def mail() -> None:
    """Take in mails, and look at what became of those that came."""
