"""The ticket of an address, for whoever asked for it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort, request

from bot.console.access import member
from bot.console.desk import Desk
from bot.console.ticket.opened import OpenTicket, open_ticket
from bot.store.engine import Connection


def found(desk: Desk, connection: Connection, number: str, also: Iterable[str] = ()) -> OpenTicket:
    """Return the ticket of this number, or the page that says there is none. `also` as for `open_ticket`."""
    opened = open_ticket(desk, connection, member(), number, also)
    if opened is None:
        abort(404)
    return opened


def fragment() -> bool:
    """Tell whether a part of the page is asked for, and not the whole."""
    return request.headers.get("HX-Request") == "true"
