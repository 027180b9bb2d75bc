"""`tickets verify`: nobody changed, dropped or added anything in the store."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from bot.bootstrap.storage import seal_of
from bot.cli.start import open_store, start
from bot.cli.ticket_number import NUMBER
from bot.store import ticket_check
from bot.store.engine import hold_still
from bot.store.ticket_check import Flaw
from handlers.tickets.telling import words
from knowledge.language import LANGUAGES, Language


@click.command()
@click.argument("number", type=NUMBER, required=False)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Say it in this language.")
def verify(number: str | None, lang: Language) -> None:
    """Check the hash chain of every ticket, or of NUMBER, and that rows and texts say what the log says.

    Names the first thing of each ticket that does not hold, and exits with 1 when there is any.
    """
    settings = start()
    seal = seal_of(settings)
    with closing(open_store(settings)) as database, database.read() as connection:
        hold_still(connection)
        known = ticket_check.numbers(connection)
        if number is not None and number not in known:
            raise click.ClickException(f"There is no ticket {number}.")
        chosen = known if number is None else [number]
        flaws = [flaw for one in chosen if (flaw := ticket_check.check(connection, one, seal))]
    for flaw in flaws:
        click.echo(f"{flaw.number}  {_told(flaw, lang)}")
    summary = "broken" if flaws else "whole"
    click.echo(words("flaw", summary, lang, count=len(chosen), flaws=len(flaws)))
    sys.exit(1 if flaws else 0)


def _told(flaw: Flaw, language: Language) -> str:
    return words("flaw", flaw.what, language, entry=flaw.entry, detail=flaw.detail)
