"""What staff write down about a ticket, and who handles it: nothing of it reaches the requester."""

from __future__ import annotations

from handlers.casework.acts import Assign, Note
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.words import noted
from handlers.decisions import Decision
from handlers.tickets.log import Assigned


def note(act: Note, case: Case) -> Decision:
    """Keep a note."""
    return Course(case).note(noted(act.text)).decision()


def assign(act: Assign, case: Case) -> Decision:
    """Give the ticket to somebody; to whom it has already is no event."""
    if act.to == case.ticket.assignee:
        return Decision(ticket=case.ticket.number)
    return case.changed(Assigned(at=case.now, by=case.by, to=act.to))
