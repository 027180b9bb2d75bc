"""`tickets export`: one ticket as a file for its requester, with everything needed to check it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from bot.bootstrap.storage import clock, seal_of
from bot.cli.start import open_store, start
from bot.cli.ticket_number import NUMBER, iso, moment_of
from bot.store import ticket_logs, ticket_texts
from bot.store.engine import hold_still
from handlers.tickets.chain import Entry
from handlers.tickets.changes import SaltedText
from handlers.tickets.own_copy import is_theirs_to_read
from handlers.tickets.records import UnknownRecord, event_of

SCHEMA_VERSION = 1
_PRIVATE = 0o600


@click.command()
@click.argument("number", type=NUMBER)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-notes", is_flag=True, help="Also texts that only staff may read.")
def export(number: str, file: Path, with_notes: bool) -> None:
    """Write ticket NUMBER as JSON into FILE, which must not exist: the requester's own copy.

    It holds the whole log with its hashes, and the texts that the requester wrote or was sent.
    """
    settings = start()
    with closing(open_store(settings)) as database, database.read() as connection:
        hold_still(connection)
        entries = ticket_logs.entries(connection, number)
        if not entries:
            raise click.ClickException(f"There is no ticket {number}.")
        texts = ticket_texts.load(connection, number, seal_of(settings))
    try:
        chosen = texts if with_notes else _theirs(entries, texts)
    except UnknownRecord as error:
        raise click.ClickException(f"Its log cannot be read: {error}. See: tickets verify") from None
    _write(file, _copy(number, entries, chosen))
    click.echo(f"Wrote {number} to {file}. The file holds personal data.")


def _theirs(entries: Sequence[Entry], texts: Mapping[str, SaltedText | None]) -> dict[str, SaltedText | None]:
    ids = {
        text_id
        for entry in entries
        if is_theirs_to_read(event_of(entry.event))
        for text_id, _ in ticket_texts.pointed(entry.event)
    }
    return {text_id: kept for text_id, kept in texts.items() if text_id in ids}


def _copy(number: str, entries: Sequence[Entry], texts: Mapping[str, SaltedText | None]) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "number": number,
        "exported_at": iso(moment_of(clock())),
        "entries": [
            {
                "sequence": entry.sequence,
                "event": entry.event,
                "previous": entry.previous,
                "hash": entry.hash,
            }
            for entry in entries
        ],
        # Erased texts are named too, so that nobody looks for them.
        "texts": {
            text_id: {"text": kept.text, "salt": kept.salt.hex()} if kept else None
            for text_id, kept in texts.items()
        },
    }


def _write(file: Path, content: dict[str, Any]) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    except FileExistsError:
        raise click.ClickException(f"{file} exists already; nothing was written.") from None
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        json.dump(content, opened, ensure_ascii=False, indent=2)
        opened.write("\n")
