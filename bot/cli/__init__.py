"""The command line: one file per command, loaded when it is run, for the SDK alone takes half a second."""

from __future__ import annotations

import sys

import click

from bot.cli.commands import Commands
from bot.settings import SettingsError
from bot.store.errors import StoreError


@click.group(
    cls=Commands,
    modules="bot.cli.",
    names=(
        "ask",
        "console",
        "audit",
        "dev",
        "doctor",
        "erasures",
        "evaluate",
        "knowledge",
        "mail",
        "migrate",
        "serve",
        "staff",
        "tickets",
        "webhook",
        "worker",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
def bot() -> None:
    """Madoguchi, a privacy desk inside LINE."""


def main() -> None:
    """Run a command; what an operator can mend is said in one sentence instead of a trace."""
    try:
        bot(prog_name="python -m bot")
    except (SettingsError, StoreError) as error:
        click.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)
