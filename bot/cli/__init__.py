"""The command line: one file per command, loaded when it is run, for the SDK alone takes half a second."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from bot.settings import SettingsError
from bot.store.errors import StoreError

_COMMANDS = ("ask", "dev", "evaluate", "migrate", "serve", "webhook", "worker")


class _Commands(click.Group):
    """Finds each command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"bot.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def bot() -> None:
    """Madoguchi, a privacy desk inside LINE."""


def main() -> None:
    """Run a command; what an operator can mend is said in one sentence instead of a trace."""
    try:
        bot(prog_name="python -m bot")
    except (SettingsError, StoreError) as error:
        click.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)
