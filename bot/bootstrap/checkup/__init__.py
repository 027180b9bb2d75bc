"""What can be checked before anybody writes: each part that the settings name, once, for real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from bot.bootstrap.checked import Checked, checked
from bot.bootstrap.checkup import files, line, mail, store
from bot.bootstrap.sending import tokens_of
from bot.bootstrap.storage import database_of
from bot.line.client import LineClient
from bot.settings import Settings
from bot.store.errors import StoreError

__all__ = ["Checked", "checkup"]


def checkup(settings: Settings) -> Iterator[Checked]:
    """Give one part after the other. Nothing is sent and nothing is changed; no word holds a secret."""
    yield from _store(settings)
    with closing(LineClient(settings.line_api_url, tokens_of(settings))) as client:
        yield checked("LINE", lambda: line.token(client))
        yield checked("webhook", lambda: line.webhook(client, settings.public_url))
    yield from mail.outgoing(settings)
    yield from mail.incoming(settings)
    yield files.scanner_runs(settings.file_scanner)


def _store(settings: Settings) -> Iterator[Checked]:
    try:
        database = database_of(settings)
    except StoreError as error:
        yield Checked("store", False, f"{error}; look at DATABASE_URL")
        return
    with closing(database):
        yield checked("store", lambda: store.tables(database))
        yield checked("DATA_KEYS", lambda: store.keys(database, settings))
        yield checked("SECRET_KEY", lambda: store.pseudonyms(database, settings))
        yield from store.room(database)
