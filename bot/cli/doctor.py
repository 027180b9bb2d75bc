"""`doctor`: is everything that the settings name there, and does it take us?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from bot import logs
from bot.bootstrap.checked import Checked
from bot.settings import SettingsError, load

_MARKS = {True: "ok", False: "WRONG", None: "-"}
_STATES = {True: "ok", False: "wrong", None: "not_set"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def doctor(*, as_json: bool) -> None:
    """Check settings, store, keys, LINE, webhook, mail and scanner for real; status 1 if something is wrong.

    Nothing is sent and nothing is changed.
    """
    parts = []
    for one in _checked():
        parts.append(one)
        if not as_json:
            click.echo(f"{_MARKS[one.well]:<6}{one.part}: {one.words}")
    well = all(one.well is not False for one in parts)
    if as_json:
        told = [{"part": one.part, "state": _STATES[one.well], "words": one.words} for one in parts]
        click.echo(json.dumps({"well": well, "parts": told}, ensure_ascii=False, indent=2))
    sys.exit(0 if well else 1)


def _checked() -> Iterator[Checked]:
    try:
        settings = load()
    except SettingsError as error:
        yield Checked("settings", False, _in_one_line(error))
        return
    logs.set_up("ERROR")
    yield Checked("settings", True, "complete")
    # Loaded here, for a wrong setting is told without waiting for the SDK.
    from bot.bootstrap.checkup import checkup  # noqa: PLC0415

    yield from checkup(settings)


def _in_one_line(error: SettingsError) -> str:
    head, *wrong = str(error).splitlines()
    return f"{head.rstrip(':').lower()}: {'; '.join(line.strip() for line in wrong)}"
