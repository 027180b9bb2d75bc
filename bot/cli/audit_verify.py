"""`audit verify`: nobody changed, dropped or added an entry in the store."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from bot.bootstrap.storage import clock
from bot.cli.start import open_store, start
from bot.store import audit_checks
from bot.store.engine import hold_still
from handlers.wording import say
from knowledge.language import LANGUAGES, Language


@click.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Say it in this language.")
def verify(lang: Language) -> None:
    """Check the hash chain of all entries, and that what is searched says what they say.

    Names the first entry that does not hold, and exits with 1 then. That nothing was cut off at the end is
    not to be seen from the store alone; the last entry's number and the count are said, to be compared.
    """
    settings = start()
    with closing(open_store(settings)) as database, database.read() as connection:
        hold_still(connection)
        run = audit_checks.whole(connection, clock())
    if run.broken_at is None:
        click.echo(say("console.audit.chain.whole", lang, checked=run.checked))
        return
    why = say(f"console.audit.fault.{run.fault}", lang)
    click.echo(say("console.audit.chain.broken", lang, entry=run.broken_at, why=why))
    sys.exit(1)
