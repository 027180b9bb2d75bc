"""Rows made from logs are made anew: for tickets from before there were such rows, or where one is unsure."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from bot.store import ticket_logs, ticket_tags, ticket_texts, word_index
from bot.store.engine import Database
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import tickets
from bot.store.ticket_places import place_columns
from handlers.tickets.records import UnknownRecord
from handlers.tickets.ticket import BrokenLog

_CHUNK = 200

_NEXT = (
    select(tickets.c.number)
    .where(tickets.c.number > bindparam("after"))
    .order_by(tickets.c.number)
    .limit(_CHUNK)
    .with_for_update()
)
_UNLISTED = _NEXT.where(tickets.c.stage.is_(None))


def refresh(database: Database, seal: Seal, *, everything: bool = False) -> int:
    """Make what lists and searches need of each ticket that lacks it, or of all; returns of how many.

    Each few hundred are one transaction, so that it can be stopped, and others write meanwhile. A ticket
    whose log this program does not understand is left as it is.
    """
    after, count = "", 0
    while True:
        with database.write() as connection:
            chosen = connection.execute(_NEXT if everything else _UNLISTED, {"after": after})
            numbers = list(chosen.scalars())
            count += sum(_made_anew(connection, number, seal) for number in numbers)
        if not numbers:
            return count
        after = numbers[-1]


def _made_anew(connection: Connection, number: str, seal: Seal) -> bool:
    try:
        log = ticket_logs.log_of(connection, number)
        columns = place_columns(log)
    except (UnknownRecord, BrokenLog):
        return False
    connection.execute(update(tickets).where(tickets.c.number == number).values(**columns))
    ticket_tags.write(connection, {"number": number, **columns}, log)
    word_index.erase(connection, number)
    try:
        texts = ticket_texts.load(connection, number, seal)
    except WrongSeal:  # what our keys do not open is found by nobody
        return True
    word_index.keep(connection, number, {id_: text for id_, text in texts.items() if text}, seal)
    return True
