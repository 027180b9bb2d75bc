"""What a ticket's log comes to as rows, for lists and searches; never a source of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.store.moments import milliseconds, not_before
from bot.store.ticket_places import place_columns
from handlers.tickets import timers, warnings
from handlers.tickets.business_hours import EARLIEST
from handlers.tickets.clocks import clocks
from handlers.tickets.hours import Hours
from handlers.tickets.log import TicketEvent
from handlers.tickets.statuses import OPEN
from handlers.tickets.ticket import Ticket

__all__ = ["Values", "item_rows", "looked_at_next", "milliseconds", "not_before", "ticket_row"]

Values = dict[str, object]


def ticket_row(log: Sequence[TicketEvent]) -> Values:
    """Return the row of `tickets` for a whole log, but for its `head`. Raises ticket.BrokenLog."""
    ticket, running = Ticket.of(log), clocks(log)
    return {
        "number": ticket.number,
        "requester": ticket.requester,
        "kind": ticket.kind.value,
        "status": ticket.status.value,
        "open": ticket.status in OPEN,
        "language": ticket.language,
        "regime": ticket.regime.value,
        "standing": ticket.standing.value,
        "opened_at": milliseconds(log[0].at),
        "received_at": _known(ticket.received_at),
        "legal_due_at": _known(running.legal.due_at(log[-1].at) if running else None),
        "ended_at": _known(ticket.ended_at),
        "assignee": ticket.assignee,
        "version": ticket.version,
        "next_at": looked_at_next(log),
        **place_columns(log),
    }


def looked_at_next(
    log: Sequence[TicketEvent],
    after: datetime | None = None,
    *,
    warns: bool = True,
    hours: Hours = EARLIEST,
) -> int | None:
    """Return when something has to be done with a ticket by itself; with `warns`, also to warn staff.

    Without the hours of the desk it may be too early, but not too late: who looks then knows them.
    """
    moments = [timers.next_at(log, after), warnings.next_at(log, after, hours) if warns else None]
    return min((not_before(at) for at in moments if at), default=None)


def item_rows(log: Sequence[TicketEvent]) -> list[Values]:
    """Return the rows of `ticket_items` for a whole log, in the order the rights were asked for."""
    ticket = Ticket.of(log)
    return [
        {
            "number": ticket.number,
            "right": item.right.value,
            "outcome": item.outcome.value if item.outcome else None,
        }
        for item in ticket.items
    ]


def _known(at: datetime | None) -> int | None:
    return milliseconds(at) if at else None
