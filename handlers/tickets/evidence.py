"""When files by which somebody showed who they are go: with the decision, and after a while in any case.

Staff name them when they note what came of a document. On legal hold they stay like everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.tickets.actors import SYSTEM
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.log import FileKept, Moved, TicketEvent
from handlers.tickets.rules import DEFAULT, Rules
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.ticket import Ticket

UNDECIDED = OPEN - {Status.EXECUTING}
"""While a ticket is in one of these, it may still have to be looked at who asks."""


def erased_with(ticket: Ticket, moved: Moved) -> tuple[EvidenceErased, ...]:
    """Return that evidence is erased by a move of this ticket, which decides it or ends it; else nothing."""
    if ticket.hold or not ticket.evidence or moved.to in UNDECIDED:
        return ()
    return (EvidenceErased(at=moved.at, by=moved.by, files=ticket.evidence),)


def next_at(ticket: Ticket, log: Sequence[TicketEvent], rules: Rules = DEFAULT) -> datetime | None:
    """Return when evidence is erased by itself, which may be past; None where that never happens.

    `ticket` is what the log comes to.
    """
    return min((at for at, _ in _ends(ticket, log, rules)), default=None)


def due(
    ticket: Ticket, log: Sequence[TicketEvent], now: datetime, rules: Rules = DEFAULT
) -> EvidenceErased | None:
    """Return that evidence is erased now; None where it is not time. `ticket` as in `next_at`."""
    files = tuple(file for at, file in _ends(ticket, log, rules) if at <= now)
    return EvidenceErased(at=now, by=SYSTEM, files=files) if files else None


def _ends(ticket: Ticket, log: Sequence[TicketEvent], rules: Rules) -> list[tuple[datetime, str]]:
    """Return when each file goes. After the decision none should be left, unless a hold has just ended."""
    if ticket.hold or not ticket.evidence:
        return []
    came = {event.file: event.at for event in log if isinstance(event, FileKept)}
    decided = ticket.status not in UNDECIDED
    known = {file: came.get(file, log[0].at) for file in ticket.evidence}
    return [(ticket.since if decided else at + rules.keep_evidence, file) for file, at in known.items()]
