"""Somebody who asked the company to be forgotten, and the two of the staff who see to it."""

from __future__ import annotations

import re

from tests.console_desk import ConsoleDesk, member
from tests.line_desk import LinePerson

AOKI, SATO = member(name="Aoki"), member("approver", name="Sato")
ITO = member("auditor", name="Ito")
HOW = "By letter of 2 April, with a copy of the residence card."
QUESTION = ("I want to talk to a person", "Write from here", "Who reads this?", "here", "send")


def writes_in(console: ConsoleDesk) -> LinePerson:
    """Let somebody pass on a question, so that there is a ticket of theirs."""
    person = console.line.person("Hana", "en")
    person.answers(*QUESTION)
    return person


def asks_for_it(console: ConsoleDesk, person: LinePerson, checklist: str = "") -> str:
    """Let Aoki ask that the person be forgotten; return the path of the request."""
    console.signs_in(AOKI)
    number = person.tickets[0].number
    where = console.sends(f"/erasing/of/{number}", basis="other", how=HOW, checklist=checklist)
    return where.removeprefix("/console")


def words_of(page: str) -> str:
    """Return what a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())
