"""What staff write down about a ticket, and who handles it: nothing of it reaches the requester."""

from __future__ import annotations

from handlers.casework.acted import refused
from handlers.casework.acts import Assign, Note
from handlers.casework.case import Case
from handlers.decisions import Decision
from handlers.tickets.keeping import kept
from handlers.tickets.log import Assigned, NoteAdded

LONGEST = 20_000
"""Characters of a note."""


def note(act: Note, case: Case) -> Decision:
    """Keep a note."""
    words = act.text.strip()
    if not words or len(words) > LONGEST:
        return Decision(acted=refused("text_missing" if not words else "text_too_long"))
    text, texts = kept(words, case.draws)
    return case.changed(NoteAdded(at=case.now, by=case.by, text=text), texts=texts)


def assign(act: Assign, case: Case) -> Decision:
    """Give the ticket to somebody; to whom it has already is no event."""
    if act.to == case.ticket.assignee:
        return Decision(ticket=case.ticket.number)
    return case.changed(Assigned(at=case.now, by=case.by, to=act.to))
