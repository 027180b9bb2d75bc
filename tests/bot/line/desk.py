"""The web process over a store of its own, as LINE sees it from outside and the worker from behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import Row, select
from werkzeug.test import TestResponse

from bot.bootstrap.storage import database_of, seal_of
from bot.bootstrap.surroundings import Surroundings
from bot.bootstrap.web import webhook_app
from bot.settings import Settings
from bot.store import tables
from bot.store.engine import Database
from bot.store.inbox import place_of
from tests.bot.line.webhooks import OLD_SECRET, SECRET, body, signature
from tests.bot.store.opened import lay_tables

PATH = "/line/webhook"
PATIENT = Surroundings(patience=60)
"""A machine as slow as it likes: no test is about that."""


def settings(directory: Path, **changed: Any) -> Settings:
    """Return settings made by hand, with a SQLite file in a directory, and without any `.env`."""
    values = {
        "_env_file": None,
        "line_channel_secret": f"{SECRET},{OLD_SECRET}",
        "line_channel_id": "1657000000",
        "line_channel_access_token": None,
        "secret_key": "sixteen letters or more",
        "data_keys": Fernet.generate_key().decode(),
        "database_url": f"sqlite:///{directory}/madoguchi.db",
        "trusted_proxies": 0,
    }
    return Settings.model_validate({**values, **changed})


class Desk:
    """The real application, and a second look at the same store, which shows only what was committed."""

    def __init__(self, chosen: Settings, store: Database, around: Surroundings = PATIENT) -> None:
        self.settings = chosen
        self.store = store
        self.seal = seal_of(chosen)
        self.app = webhook_app(chosen, around=around)

    def post(self, sent: bytes, signed: str | None = None, **more: Any) -> TestResponse:
        """Post a body, rightly signed unless a signature is given."""
        headers = {"X-Line-Signature": signature(sent) if signed is None else signed}
        return self.app.test_client().post(PATH, **{"data": sent, "headers": headers, **more})

    def deliver(self, *events: object) -> int:
        """Post a webhook with these events; return the status."""
        return self.post(body(*events)).status_code

    def rows(self, event_id: str | None = None) -> list[Row[Any]]:
        """Return the rows of the inbox, or of one event, in the order of their arrival."""
        found = select(tables.inbox).order_by(tables.inbox.c.id)
        if event_id is not None:
            found = found.where(tables.inbox.c.event_id == event_id)
        with self.store.read() as connection:
            return list(connection.execute(found))

    def payload(self, row: Row[Any]) -> bytes:
        """Return what a row holds, as the worker will read it."""
        return self.seal.open(row.payload, place_of(row.event_id))

    def events(self) -> list[Any]:
        """Return the events that are stored, as JSON."""
        return [json.loads(self.payload(row)) for row in self.rows()]

    def lane(self, kind: str, sender: str) -> str:
        """Return the pseudonym of somebody."""
        return self.seal.lane(f"line.{kind}", sender)


@contextmanager
def opened_desk(chosen: Settings) -> Iterator[Desk]:
    """Give a desk whose tables are up to date."""
    lay_tables(chosen.database_url)
    store = database_of(chosen)
    try:
        yield Desk(chosen, store)
    finally:
        store.close()
