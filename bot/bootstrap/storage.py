"""The store and the keys of its personal fields, as the settings say."""

from __future__ import annotations

import time

from bot.settings import Settings
from bot.store.engine import Database, open_database
from bot.store.sealing import Seal


def clock() -> int:
    """Return the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def database_of(settings: Settings) -> Database:
    """Open the store. Raises StoreDown when the address cannot be understood."""
    return open_database(settings.database_url)


def seal_of(settings: Settings) -> Seal:
    """Return the seal of this installation."""
    return Seal(settings.fernet_keys, settings.secret_key.get_secret_value())
