"""What goes when a ticket's content has had its period: everything but the log, and the rows made from it."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from bot.store import files, mail_ledger, ticket_texts
from bot.store.tables import addresses, codes, downloads, notices, ticket_sources, tickets
from handlers.tickets.statuses import Status

_SOURCES = delete(ticket_sources).where(ticket_sources.c.number == bindparam("whose"))
_CODES = (
    update(codes)
    .where(codes.c.subject == bindparam("whose"), codes.c.digest.is_not(None))
    .values(digest=None)
)
_LINKS = delete(downloads).where(downloads.c.number == bindparam("whose"))
_NOTICES = delete(notices).where(notices.c.number == bindparam("whose"))
_OTHERS = tickets.alias("others")
_ADDRESS = delete(addresses).where(
    addresses.c.lane
    == select(tickets.c.requester).where(tickets.c.number == bindparam("whose")).scalar_subquery(),
    ~exists().where(_OTHERS.c.requester == addresses.c.lane, _OTHERS.c.status != Status.PURGED.value),
)


def purge(connection: Connection, number: str) -> None:
    """Erase what a purged ticket held: texts, files, links, notices, and where its texts came from.

    Where the person is reached at the platform is forgotten with their last ticket.
    """
    ticket_texts.erase(connection, number)
    files.erase(connection, number)
    mail_ledger.erase_of_ticket(connection, number)
    for statement in (_SOURCES, _CODES, _LINKS, _NOTICES, _ADDRESS):
        connection.execute(statement, {"whose": number})
