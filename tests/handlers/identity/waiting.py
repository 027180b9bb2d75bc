"""A desk with a ticket that waits for identification, as the form leaves it, to test with."""

from __future__ import annotations

from handlers.tickets.log import TicketEvent
from handlers.tickets.ticket import Ticket
from knowledge.language import Language
from tests.desk import Desk

MAIL = "jane@example.org"
NUMBER = "PR-2026-000001"
FIRST, SECOND, THIRD = "123456", "123457", "123458"
WRONG = "000000"
ASKED: dict[Language, tuple[str, ...]] = {
    "en": ("delete my data", "yes", "own", "everything"),
    "ja": ("データを削除してください", "はい", "自分のアカウント", "すべて"),
}


def desk_waiting(contact: str = MAIL, *, language: Language = "en", mails: bool = True) -> Desk:
    """Return a desk where a deletion was just handed in with this address, or with "later"."""
    desk = Desk(language, mails=mails)
    desk.answers(*ASKED[language], contact, "send")
    return desk


def ticket(desk: Desk) -> Ticket:
    """Return the newest ticket."""
    return desk.tickets[0]


def last(desk: Desk) -> list[type[TicketEvent]]:
    """Return the kinds of the events that the last decision added."""
    return [type(event) for change in desk.decision.changes for event in change.events]
