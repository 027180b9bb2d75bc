"""`doctor`: is everything that the settings name there, and does it take us?"""

from __future__ import annotations

import sys

import click

from bot import logs
from bot.settings import load

_MARKS = {True: "ok", False: "WRONG", None: "-"}


@click.command()
def doctor() -> None:
    """Check settings, store, keys, LINE, webhook and mail for real; status 1 if something is wrong."""
    settings = load()
    logs.set_up("ERROR")
    click.echo(f"{_MARKS[True]:<6}settings: complete")
    # Loaded here, for a wrong setting is told without waiting for the SDK.
    from bot.bootstrap.checkup import checkup  # noqa: PLC0415

    wrong = False
    for found in checkup(settings):
        click.echo(f"{_MARKS[found.well]:<6}{found.part}: {found.words}")
        wrong = wrong or found.well is False
    sys.exit(1 if wrong else 0)
