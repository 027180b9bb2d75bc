"""`mail list`: what became of the mails that came in."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.cli.start import open_store, start
from bot.store import mail_ledger
from handlers.mails.outcomes import Outcome
from handlers.tickets.telling import moment


@click.command("list")
@click.option("--unmatched", is_flag=True, help="Only those that no ticket got: unmatched, rejected, unread.")
@click.option("--most", type=click.IntRange(1, 10_000), default=50, help="So many lines at most.")
def list(*, unmatched: bool, most: int) -> None:  # noqa: A001  # the command's name
    """Print the newest mails, newest first: ledger number, time, outcome, ticket and why."""
    database = open_store(start())
    left = (Outcome.UNMATCHED, Outcome.REJECTED, Outcome.TOO_LARGE, Outcome.UNREADABLE)
    with database.read() as connection:
        rows = mail_ledger.entries(connection, left if unmatched else (), most)
    for row in rows:
        at = moment(datetime.fromtimestamp(row.received_at / 1_000, UTC))
        click.echo(f"{row.id}\t{at}\t{row.outcome or 'waiting'}\t{row.number or '-'}\t{row.why or '-'}")
