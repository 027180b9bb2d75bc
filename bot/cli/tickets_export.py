"""`tickets export`: one ticket as a file for its requester, with everything needed to check it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from bot.bootstrap.storage import clock, seal_of
from bot.cli.operator import operator
from bot.cli.private_file import write_new
from bot.cli.start import open_store, start
from bot.cli.ticket_number import NUMBER, moment_of
from bot.downloads.rendering import NoPdf, pdf_of, pdf_possible, printed
from bot.settings import Settings
from bot.store import copies
from handlers.tickets.log import Exported
from handlers.tickets.own_copy import OwnCopy, own_copy
from handlers.tickets.records import UnknownRecord
from handlers.tickets.ticket import BrokenLog, Ticket


@click.command()
@click.argument("number", type=NUMBER)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["json", "html", "pdf"]), default="json")
@click.option("--with-notes", is_flag=True, help="Also what only staff may read.")
def export(number: str, file: Path, form: str, with_notes: bool) -> None:
    """Write ticket NUMBER into FILE, which must not exist: the requester's own copy.

    It holds the log with its hashes, and the texts that the requester wrote or was sent. The ticket's log
    notes who wrote it out. A pdf needs WeasyPrint, html can be printed from any browser.
    """
    settings = start()
    if form == "pdf" and not pdf_possible():
        raise click.ClickException("A pdf needs WeasyPrint (pip install 'weasyprint>=70'). Or use html.")
    # The file comes first: what cannot be written must not be noted as written.
    write_new(file, b"")
    try:
        file.write_bytes(_WRITTEN[form](_taken(settings, number, notes=with_notes)))
    except BaseException:
        file.unlink()
        raise
    click.echo(f"Wrote {number} to {file}. The file holds personal data.")


def _taken(settings: Settings, number: str, *, notes: bool) -> OwnCopy:
    at, seal = moment_of(clock()), seal_of(settings)
    with closing(open_store(settings)) as database:
        try:
            taken = copies.take(database, number, partial(_noted, at=at, notes=notes), seal)
            if taken is None:
                raise click.ClickException(f"There is no ticket {number}.")
            return own_copy(taken.entries, taken.texts, at, notes=notes)
        except (UnknownRecord, BrokenLog) as error:
            raise click.ClickException(f"Its log cannot be read: {error}. See: tickets verify") from None


def _noted(_: Ticket, *, at: datetime, notes: bool) -> Exported:
    return Exported(at=at, by=operator(), notes=notes)


def _json(copy: OwnCopy) -> bytes:
    return (json.dumps(copy.content, ensure_ascii=False, indent=2) + "\n").encode()


def _html(copy: OwnCopy) -> bytes:
    return printed(copy, in_one_file=True).encode()


def _pdf(copy: OwnCopy) -> bytes:
    try:
        return pdf_of(copy)
    except NoPdf as error:
        raise click.ClickException(f"The PDF could not be made ({error}). Use html, and print it.") from None


_WRITTEN: Mapping[str, Callable[[OwnCopy], bytes]] = {"json": _json, "html": _html, "pdf": _pdf}
