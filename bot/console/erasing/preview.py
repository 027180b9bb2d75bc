"""What would go of one person, what would stay and why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.desk import Desk
from bot.console.language import language
from bot.store import holdings, ticket_logs
from bot.store.engine import Connection
from handlers.own_data import lines
from handlers.own_data.holdings import Erased
from handlers.tickets.items import Outcome
from handlers.tickets.rights import Right
from handlers.tickets.ticket import Ticket

_GRANTED = frozenset({Outcome.GRANTED, Outcome.PARTIALLY_GRANTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """As things stand: lines of what goes and what stays, in the words that people read in the chat.

    `open` are numbers of tickets that somebody still works on, `holds` of those kept for a legal reason.
    `erased` is the last time that this person was forgotten.
    """

    goes: tuple[str, ...]
    stays: tuple[str, ...]
    open: tuple[str, ...]
    holds: tuple[str, ...]
    erased: Erased | None


def preview(desk: Desk, connection: Connection, lane: str) -> Preview:
    """Return what forgetting this person would do now."""
    held = holdings.holdings(connection, lane, desk.clock(), desk.seal)
    told = language()
    tickets = ticket_logs.folded(ticket_logs.own(connection, [lane]).get(lane, ()))
    return Preview(
        goes=_lines(lines.goes(held, held.open, told)),
        stays=_lines(lines.stays(held, held.open, (), told)),
        open=held.open,
        holds=tuple(one.number for one in tickets if one.hold),
        erased=held.erased,
    )


def deletion_granted(connection: Connection, number: str) -> bool:
    """Tell whether a ticket's request for deletion was granted, wholly or in part."""
    log = ticket_logs.log_of(connection, number)
    items = Ticket.of(log).items if log else ()
    return any(item.right is Right.DELETION and item.outcome in _GRANTED for item in items)


def _lines(told: str) -> tuple[str, ...]:
    return tuple(line.lstrip("-・ ") for line in told.splitlines() if line.strip())
