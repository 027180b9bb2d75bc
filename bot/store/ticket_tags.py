"""The tags of tickets as rows, for lists of one tag; made from the logs and from nothing else.

Each row says as well where its ticket stands in lists, so that those of one tag are found in their order,
however few they are among all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from bot.store.tables import ticket_tags
from bot.store.ticket_rows import Values
from handlers.tickets.desk_log import Tagged, tags
from handlers.tickets.log import TicketEvent

_MOST_NAMES = 200


def follow(connection: Connection, row: Values, log: Sequence[TicketEvent]) -> None:
    """Let the tags of a ticket say what its row and its whole log say, where it ever had one."""
    if any(isinstance(event, Tagged) for event in log):
        write(connection, row, log)


def write(connection: Connection, row: Values, log: Sequence[TicketEvent]) -> None:
    """Write the tags of a ticket anew."""
    connection.execute(_FORGET, {"whose": row["number"]})
    if rows := tag_rows(row, log):
        connection.execute(insert(ticket_tags), rows)


def tag_rows(row: Values, log: Sequence[TicketEvent]) -> list[Values]:
    """Return the rows of a ticket's tags, by name; `row` is its row of `tickets`."""
    where = {name: row[name] for name in ("number", "stage", "place")}
    return [{"tag": tag, **where} for tag in sorted(tags(log))]


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
