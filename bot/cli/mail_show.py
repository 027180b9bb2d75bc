"""`mail show`: a mail as it came, for who looks into one that no ticket got."""

from __future__ import annotations

import sys

import click

from bot.bootstrap.storage import seal_of
from bot.cli.operator import operator
from bot.cli.start import open_store, start
from bot.logs import logger
from bot.store import mail_ledger


@click.command()
@click.argument("entry", type=int)
def show(entry: int) -> None:
    """Write the raw mail of a ledger number to standard output; who looked is logged."""
    settings = start()
    with open_store(settings).read() as connection:
        raw = mail_ledger.raw(connection, entry, seal_of(settings))
    if raw is None:
        raise click.ClickException(f"The mail of {entry} is not kept, or there is no such number.")
    logger().info("mail_shown", ledger=entry, by=operator().id)
    sys.stdout.buffer.write(raw)
