"""Tickets as the store gives them back: the log of one, and the numbers of a person's."""

from __future__ import annotations

from bot.store import ticket_logs
from bot.store.engine import Database
from handlers.tickets.log import TicketEvent
from tests.handlers.tickets.lives import NUMBER

OTHER = "PR-2026-000123"


def log_of(database: Database, number: str = NUMBER) -> list[TicketEvent]:
    with database.read() as connection:
        return list(ticket_logs.log_of(connection, number))


def own(database: Database, *lanes: str) -> dict[str, list[str]]:
    with database.read() as connection:
        logs = ticket_logs.own(connection, lanes)
    return {lane: [ticket.number for ticket in ticket_logs.folded(kept)] for lane, kept in logs.items()}
