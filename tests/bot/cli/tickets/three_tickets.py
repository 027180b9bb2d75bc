"""What the three tickets have in them, and how more is put into the store."""

from __future__ import annotations

from bot.bootstrap.storage import seal_of
from bot.settings import load
from bot.store import tickets
from bot.store.engine import Database
from handlers.tickets.changes import TicketChange

OTHER = "PR-2026-000123"
NOTE = "This person has called three times."


def append(store: Database, change: TicketChange) -> None:
    with store.write() as connection:
        tickets.append(connection, [change], seal_of(load()))
