"""Links given out. Of a link's token only SHA-256 is kept: who reads the store cannot use a link."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from bot.store.tables import downloads, tickets
from bot.store.ticket_rows import milliseconds
from handlers.downloading.links import MOST_OPENED, MOST_WRONG, NewLink
from handlers.tickets.statuses import Status
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Link:
    """A link that works `until` then (milliseconds): to which content of which ticket, and whose it is."""

    id: str
    number: str
    lane: str
    content: str
    until: int
    language: Language


def id_of(token: str) -> str:
    """Return what a link is known by: 64 hex digits."""
    return hashlib.sha256(token.encode()).hexdigest()


_END = update(downloads).where(
    downloads.c.number == bindparam("of"),
    downloads.c.lane == bindparam("whose"),
    downloads.c.content == bindparam("what"),
    downloads.c.until > bindparam("at"),
)


def keep(connection: Connection, lane: str, links: Iterable[NewLink], now: int) -> None:
    """Keep new links of a person; earlier ones to the same end."""
    for link in links:
        earlier = {"of": link.number, "whose": lane, "what": link.content, "at": now}
        connection.execute(_END.values(until=now), earlier)
        row = {
            "id": id_of(link.token),
            "number": link.number,
            "lane": lane,
            "content": link.content,
            "given_at": now,
            "until": milliseconds(link.until),
        }
        connection.execute(insert(downloads), row)


_LIVE: Select[Any] = (
    select(
        downloads.c.id,
        downloads.c.number,
        downloads.c.lane,
        downloads.c.content,
        downloads.c.until,
        tickets.c.language,
    )
    .join(tickets, tickets.c.number == downloads.c.number)
    .where(
        downloads.c.id == bindparam("one"),
        downloads.c.until > bindparam("now"),
        downloads.c.wrong < MOST_WRONG,
        tickets.c.requester == downloads.c.lane,
        tickets.c.status != Status.PURGED.value,
    )
)


def find(connection: Connection, link_id: str, now: int) -> Link | None:
    """Return a link that works; None for every other, whatever the reason."""
    row = connection.execute(_LIVE, {"one": link_id, "now": now}).one_or_none()
    return Link(*row) if row else None


_WRONG = update(downloads).where(downloads.c.id == bindparam("one")).values(wrong=downloads.c.wrong + 1)
_OPENED = (
    update(downloads)
    .where(downloads.c.id == bindparam("one"), downloads.c.opened < MOST_OPENED)
    .values(opened=downloads.c.opened + 1)
)


def count_wrong(connection: Connection, link_id: str) -> None:
    """Count a wrong code."""
    connection.execute(_WRONG, {"one": link_id})


def count_opened(connection: Connection, link_id: str) -> bool:
    """Count that what the link leads to is fetched; False when that was done often enough."""
    return connection.execute(_OPENED, {"one": link_id}).rowcount == 1


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Delete links that ended before this time; returns how many."""
    old = select(downloads.c.id).where(downloads.c.until < before).limit(most)
    return connection.execute(downloads.delete().where(downloads.c.id.in_(old))).rowcount
