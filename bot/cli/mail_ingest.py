"""`mail ingest`: take in one mail from a pipe."""

from __future__ import annotations

import sys

import click

from bot.bootstrap.mail_in import ingest_of
from bot.channels import SendError
from bot.cli.start import open_store, start
from bot.logs import logger
from bot.mail.incoming.limits import Limits
from bot.settings import SettingsError
from bot.store.errors import StoreError

TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: mail servers keep the mail and offer it again


@click.command()
def ingest() -> None:
    """Take in the mail on standard input: python -m bot mail ingest < message.

    The exit status is 0 once the mail is safely stored, whatever becomes of it, and 75 where it must be
    offered again.
    """
    raw = sys.stdin.buffer.read(Limits().mail + 1)
    try:
        settings = start()
        row = ingest_of(settings, open_store(settings)).take(raw)
    except (StoreError, SettingsError, SendError, click.ClickException) as error:
        click.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(TRY_AGAIN)
    except Exception as error:  # noqa: BLE001  # whatever it is, the mail must not be lost by it
        logger().error("mail_not_taken", error=error)
        sys.exit(TRY_AGAIN)
    click.echo(f"Kept as {row} in the ledger.")
