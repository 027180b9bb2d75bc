"""Tickets are found by number, by requester, or by words of their texts, which are opened to be sure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from bot.store import word_index
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import ticket_texts, tickets
from bot.store.ticket_texts import opened, place_of
from bot.store.word_index import Hit
from bot.store.words import folded, stands_in

MOST = 500
"""So many texts, the newest, and so many tickets of one requester are looked through."""
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Found:
    """Tickets that may be meant: `sure` by number or requester, `hits` by words that are not checked yet."""

    sure: frozenset[str] = frozenset()
    hits: tuple[Hit, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(sorted(self.sure | {hit.number for hit in self.hits}))

    @property
    def more(self) -> bool:
        """Tell whether there may be older texts that nobody looked at."""
        return len(self.hits) >= MOST


def by_words(connection: Connection, query: str, seal: Seal) -> tuple[Hit, ...]:
    """Return the newest texts that may say all words of a query."""
    return tuple(word_index.find(connection, query, MOST, seal))


def of_requester(connection: Connection, beginning: str) -> Sequence[str]:
    """Return the tickets of requesters whose pseudonym begins like this."""
    found = connection.execute(_OF, {"first": beginning, "last": beginning + "~"})
    return list(found.scalars())


def excerpts(
    connection: Connection, found: Found, numbers: Collection[str], query: str, seal: Seal
) -> Mapping[str, str]:
    """Return, for those of these tickets whose texts say what was asked for, some words around it."""
    wanted = {hit.text_id: hit.number for hit in found.hits if hit.number in numbers}
    told: dict[str, str] = {}
    for text_id, text in _texts(connection, wanted, seal):
        if wanted[text_id] not in told and stands_in(query, text):
            told[wanted[text_id]] = excerpt(query, text)
    return told


def excerpt(query: str, text: str) -> str:
    """Return a few words around the first place at which a query, or its first word, stands in a text."""
    line = " ".join(text.split())
    small = folded(line) if len(folded(line)) == len(line) else line.lower()
    for part in (folded(query).strip(), *folded(query).split()):
        if (place := small.find(part)) >= 0:
            first, last = max(0, place - _AROUND), place + len(part) + _AROUND
            return "…" * (first > 0) + line[first:last] + "…" * (last < len(line))
    return line[: 2 * _AROUND] + "…" * (len(line) > 2 * _AROUND)


def _texts(connection: Connection, wanted: Mapping[str, str], seal: Seal) -> Iterator[tuple[str, str]]:
    if not wanted:
        return
    for row in connection.execute(_SEALED, {"which": list(wanted)}):
        try:
            yield row.id, opened(seal.open(row.sealed, place_of(row.number, row.id))).text
        except WrongSeal:  # what our keys do not open says nothing to anybody
            continue


_OF = (
    select(tickets.c.number)
    .where(tickets.c.requester >= bindparam("first"), tickets.c.requester < bindparam("last"))
    .limit(MOST)
)
_SEALED = select(ticket_texts.c.id, ticket_texts.c.number, ticket_texts.c.sealed).where(
    ticket_texts.c.id.in_(bindparam("which", expanding=True)), ticket_texts.c.sealed.is_not(None)
)
