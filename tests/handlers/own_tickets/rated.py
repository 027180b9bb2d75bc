"""A desk whose person has an answered ticket, and what they have said of the answer."""

from __future__ import annotations

from handlers.tickets.log import TicketEvent
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from knowledge.language import Language
from tests.desk import Desk
from tests.handlers.tickets.lives import WEDNESDAY, at


def desk_with(ticket: Ticket, language: Language = "en") -> Desk:
    desk = Desk(language)
    desk.now, desk.tickets = WEDNESDAY, (ticket,)
    return desk


def answered() -> Desk:
    return desk_with(at(Status.ANSWERED).ticket)


def scored(score: int = 4) -> Desk:
    desk = answered()
    desk.says("status")
    desk.presses(str(score))
    return desk


def logged(desk: Desk) -> list[TicketEvent]:
    return [event for change in desk.changes for event in change.events]


def asks(desk: Desk) -> bool:
    return "survey" in {button.command for button in desk.buttons()}


def kept(desk: Desk) -> list[str]:
    return [one.text for one in desk.texts.values()]
