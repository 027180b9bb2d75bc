"""The copy that a link leads to: taken from the store, noted in the log, and put into a form to send."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flask import Response

from bot.downloads.rendering import NoPdf, pdf_of, printed
from bot.store import copies
from bot.store.downloads import Link
from bot.store.engine import Database
from bot.store.sealing import Seal
from handlers.tickets.actors import Actor, Role, Standing
from handlers.tickets.log import Downloaded, TicketEvent
from handlers.tickets.own_copy import OwnCopy, own_copy
from handlers.tickets.ticket import Ticket

# Making a PDF takes a second of one processor and 190 MB; more at once would hold up the webhook.
_PRINTERS = threading.BoundedSemaphore(2)
_PATIENCE = 20.0  # seconds


def copy_for(link: Link, database: Database, seal: Seal, now: int) -> OwnCopy | None:
    """Note that the link's copy is fetched, and return it; None where the ticket is there no more.

    Raises what `bot.store.copies.take` raises.
    """
    taken = copies.take(database, link.number, fetched(link, now), seal)
    return own_copy(taken.entries, taken.texts, _moment(now)) if taken else None


def fetched(link: Link, now: int) -> Callable[[Ticket], TicketEvent]:
    """Return what notes that somebody fetched what a link leads to."""

    def noted(ticket: Ticket) -> TicketEvent:
        role = Role.REQUESTER if ticket.standing is Standing.SELF else Role.REPRESENTATIVE
        return Downloaded(at=_moment(now), by=Actor(role, link.lane), content=link.content)

    return noted


def _moment(now: int) -> datetime:
    return datetime.fromtimestamp(now / 1_000, UTC)


def as_page(copy: OwnCopy) -> Response:
    """Return the copy to read and print."""
    return Response(printed(copy, in_one_file=False), mimetype="text/html")


def as_json(copy: OwnCopy) -> Response:
    """Return the copy as a JSON file."""
    content = json.dumps(copy.content, ensure_ascii=False, indent=2) + "\n"
    return attached(content.encode(), "application/json", f"{copy.ticket.number}.json")


def as_pdf(copy: OwnCopy) -> Response:
    """Return the copy as a PDF file. Raises NoPdf."""
    if not _PRINTERS.acquire(timeout=_PATIENCE):
        raise NoPdf("Busy")
    try:
        return attached(pdf_of(copy), "application/pdf", f"{copy.ticket.number}.pdf")
    finally:
        _PRINTERS.release()


FORMS: Mapping[str, Callable[[OwnCopy], Response]] = {"html": as_page, "json": as_json, "pdf": as_pdf}


def attached(content: bytes, media_type: str, name: str) -> Response:
    """Return something to keep as a file of this name."""
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
