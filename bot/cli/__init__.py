"""The command line. Each command imports what it runs when it runs, for the SDK alone takes half a second."""

from __future__ import annotations

import sys

import click

from bot.cli.ask import ask, evaluate
from bot.cli.demo import dev
from bot.cli.run import migrate, serve, webhook, worker
from bot.settings import SettingsError
from bot.store.errors import StoreError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bot() -> None:
    """Madoguchi, a privacy desk inside LINE."""


for command in (serve, webhook, worker, migrate, ask, evaluate, dev):
    bot.add_command(command)


def main() -> None:
    """Run a command; what an operator can mend is said in one sentence instead of a trace."""
    try:
        bot(prog_name="python -m bot")
    except (SettingsError, StoreError) as error:
        click.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)
