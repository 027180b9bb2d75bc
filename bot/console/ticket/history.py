"""The history of a ticket, line by line, and what of it happened since somebody looked last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.console.ticket.opened import OpenTicket
from bot.console.ticket.talk import happened, who
from handlers.tickets.log import TicketEvent


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the log: its place from 1 on, when, who and what."""

    place: int
    at: datetime
    who: str
    what: str


def history(ticket: OpenTicket) -> list[Line]:
    """Return everything that happened, the newest first."""
    return list(_lines(reversed(list(enumerate(ticket.file.log, 1))), ticket))


def since(ticket: OpenTicket, version: int) -> list[Line]:
    """Return what people did with a ticket since it had this version, the oldest first."""
    later = enumerate(ticket.file.log[version:], version + 1)
    return list(_lines(((place, event) for place, event in later if event.by.id), ticket))


def _lines(events: Iterable[tuple[int, TicketEvent]], ticket: OpenTicket) -> Iterable[Line]:
    return (Line(place, event.at, who(event, ticket), happened(event, ticket)) for place, event in events)
