"""The tags of tickets as rows, for lists of one tag; made from the logs and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from bot.store.tables import ticket_tags
from handlers.tickets.desk_log import Tagged, tags
from handlers.tickets.log import TicketEvent

_MOST_NAMES = 200


def follow(
    connection: Connection, number: str, log: Sequence[TicketEvent], new: Iterable[TicketEvent]
) -> None:
    """Let the rows of a ticket say what its whole log says, where something `new` in it is about tags."""
    if any(isinstance(event, Tagged) for event in new):
        write(connection, number, log)


def write(connection: Connection, number: str, log: Sequence[TicketEvent]) -> None:
    """Write the tags of a ticket anew."""
    connection.execute(_FORGET, {"whose": number})
    if on := tags(log):
        connection.execute(insert(ticket_tags), [{"tag": tag, "number": number} for tag in sorted(on)])


def of_tickets(connection: Connection, numbers: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the tags of each of these tickets, by name; who has none is left out."""
    found: dict[str, tuple[str, ...]] = {}
    if numbers:
        for tag, number in connection.execute(_OF_THESE, {"which": list(numbers)}):
            found[number] = (*found.get(number, ()), tag)
    return found


def names(connection: Connection) -> list[str]:
    """Return the tags that any ticket has, by name; of very many the first ones."""
    return list(connection.execute(_NAMES).scalars())


_FORGET = delete(ticket_tags).where(ticket_tags.c.number == bindparam("whose"))
_OF_THESE = (
    select(ticket_tags.c.tag, ticket_tags.c.number)
    .where(ticket_tags.c.number.in_(bindparam("which", expanding=True)))
    .order_by(ticket_tags.c.tag)
)
# From one tag to the next by the index: DISTINCT would read every row.
_FIRST = select(func.min(ticket_tags.c.tag).label("tag")).cte("tag_names", recursive=True)
_NEXT = select(
    select(func.min(ticket_tags.c.tag)).where(ticket_tags.c.tag > _FIRST.c.tag).scalar_subquery()
).where(_FIRST.c.tag.is_not(None))
_EACH = _FIRST.union_all(_NEXT)
_NAMES = select(_EACH.c.tag).where(_EACH.c.tag.is_not(None)).limit(_MOST_NAMES)
