"""A chat in which staff have the conversation, to test with: the person, and the staff by their mails."""

from __future__ import annotations

from dataclasses import replace

from handlers.events import MailReceived
from handlers.tickets.kinds import Kind
from handlers.tickets.log import MessageIn, MessageOut
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from knowledge.findings import Finding
from knowledge.language import Language
from tests.builders import NOW, finding
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, at

STAFF, MAIL = "mail-0123456789ab", "tanaka@desk.example"
COLLEAGUE = "mail-ba9876543210"


def desk_at(
    status: Status = Status.IN_REVIEW,
    kind: Kind = Kind.QUESTION,
    language: Language = "en",
    found: Finding | None = None,
    **fields: object,
) -> Desk:
    """Return the chat of somebody with one ticket, to whom every question finds `found`."""
    desk = Desk(language, mails=True, found=found or finding("answer", "9"))
    ticket = at(status).ticket
    items = ticket.items if kind is Kind.RIGHTS else ()
    desk.tickets = (replace(ticket, kind=kind, items=items, **fields),)  # type: ignore[arg-type]  # its fields
    return desk


def staff_write(desk: Desk, text: str, staff: str = STAFF, number: str = NUMBER) -> None:
    desk.meets(MailReceived(id=f"mail:{text}", at=NOW, number=number, text=text, address=MAIL, staff=staff))


def taken(language: Language = "en", **fields: object) -> Desk:
    """Return a chat whose conversation staff have just taken."""
    desk = desk_at(language=language, **fields)  # type: ignore[arg-type]  # the ticket's fields
    staff_write(desk, "#take")
    return desk


def ticket_of(desk: Desk) -> Ticket:
    return desk.tickets[0]


def has_it(desk: Desk) -> bool:
    """Tell whether staff have the conversation."""
    return any(ticket.handover for ticket in desk.tickets)


def wrote(desk: Desk) -> list[str]:
    """Return what the person wrote into their tickets."""
    return [desk.texts[event.text.id].text for event in _events(desk) if isinstance(event, MessageIn)]


def said(desk: Desk) -> list[str]:
    """Return what staff wrote to the person."""
    return [desk.texts[event.text.id].text for event in _events(desk) if isinstance(event, MessageOut)]


def _events(desk: Desk) -> list[object]:
    gone = desk.texts.keys()
    return [
        event
        for change in desk.changes
        for event in change.events
        if not isinstance(event, MessageIn | MessageOut) or event.text.id in gone
    ]
