"""How staff keep their tickets in order: tags, links between tickets, and what must be kept for the law."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import Hold, Link, Tag
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.words import noted
from handlers.decisions import Decision
from handlers.tickets.desk_log import Linked, Tagged, tags
from handlers.tickets.log import HoldSet, TicketEvent
from handlers.tickets.numbers import read_number

LONGEST_TAG = 30
"""Characters of a tag."""


def tag(act: Tag, case: Case) -> Decision:
    """Put a tag on or take it off; what is so already is no event. Raises ActRefused."""
    name = tag_name(act.name)
    if (name in tags(case.log)) is act.on:
        return Decision(ticket=case.ticket.number)
    return case.changed(Tagged(at=case.now, by=case.by, name=name, on=act.on))


def tag_name(written: str) -> str:
    """Return a tag as it is kept: NFKC, small letters, single blanks. Raises ActRefused.

    One spelling for each, so that a list of one tag has all its tickets.
    """
    name = " ".join(unicodedata.normalize("NFKC", written).split()).casefold()
    if not 0 < len(name) <= LONGEST_TAG or any(unicodedata.category(one)[0] == "C" for one in name):
        raise ActRefused(Why.TAG_NAME)
    return name


def link(act: Link, case: Case) -> Decision:
    """Note that another ticket has to do with this one. Raises ActRefused."""
    number = read_number(act.other)
    if number is None or number == case.ticket.number:
        raise ActRefused(Why.NO_NUMBER)
    if number in links(case.log):
        return Decision(ticket=case.ticket.number)
    return case.changed(Linked(at=case.now, by=case.by, number=number))


def links(log: Sequence[TicketEvent]) -> tuple[str, ...]:
    """Return the numbers that staff linked a ticket with, in the order they did."""
    return tuple(dict.fromkeys(event.number for event in log if isinstance(event, Linked)))


def hold(act: Hold, case: Case) -> Decision:
    """Keep the content for a legal reason, which is noted, or no longer. Raises ActRefused."""
    why = noted(act.why)
    if act.on is case.ticket.hold:
        return Decision(ticket=case.ticket.number)
    return Course(case).note(why).add(HoldSet(at=case.now, by=case.by, on=act.on)).decision()
