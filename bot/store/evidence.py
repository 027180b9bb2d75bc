"""Files that show who somebody is go whole: with the mail that one came in, which is kept as it came."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from bot.store import files, mail_ledger
from bot.store.sealing import Seal


def erase(connection: Connection, number: str, ids: Collection[str], seal: Seal) -> None:
    """Erase files of a ticket by their ids, and the raw mails that brought them."""
    brought = files.messages_of(connection, ids)
    files.erase_these(connection, ids)
    mail_ledger.erase_that_are(connection, number, brought, seal)
