"""Whether a ticket's log is what was written, and whether rows, texts and files say what the log says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, union

from bot.store import files, ticket_logs, ticket_texts
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import ticket_events, ticket_files, ticket_items, ticket_tags, tickets
from bot.store.ticket_places import place_columns
from bot.store.ticket_rows import Values, item_rows, ticket_row
from bot.store.ticket_tags import tag_rows
from handlers.tickets import chain
from handlers.tickets.chain import Entry
from handlers.tickets.log import FileKept, TicketEvent
from handlers.tickets.records import UnknownRecord, event_of
from handlers.tickets.texts import digest_of, pointed
from handlers.tickets.ticket import BrokenLog


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first thing of a ticket that does not hold.

    `entry` is its place in the log, from 1, where it is an entry. `what` is a `chain.Fault`, or `told`,
    `unreadable`, `missing_row`, `row`, `items`, `tags`, `missing_text`, `text`, `missing_file`, `file`;
    `detail` names the column, text or file.
    """

    number: str
    what: str
    entry: int | None = None
    detail: str = ""


_NUMBERS = union(select(tickets.c.number), select(ticket_events.c.number)).order_by("number")


def numbers(connection: Connection) -> list[str]:
    """Return the number of every ticket of which anything is stored."""
    return list(connection.execute(_NUMBERS).scalars())


def check(connection: Connection, number: str, seal: Seal) -> Flaw | None:
    """Return what is wrong with a ticket first; None when all of it holds."""
    return next(_flaws(connection, number, seal), None)


def _flaws(connection: Connection, number: str, seal: Seal) -> Iterator[Flaw]:
    row = connection.execute(_ROW, {"whose": number}).mappings().one_or_none()
    entries = ticket_logs.entries(connection, number)
    if broken := chain.verify(number, entries, row["head"] if row else None):
        yield Flaw(number, broken.fault.value, broken.place)
        return
    log: list[TicketEvent] = []
    for entry in entries:
        try:
            log.append(event_of(entry.event))
        except UnknownRecord:
            yield Flaw(number, "unreadable", entry.sequence)
            return
    yield from _wrong_told(connection, number, log)
    yield from _wrong_rows(connection, number, row, log)
    yield from _wrong_texts(connection, number, entries, seal)
    yield from _wrong_files(connection, number, log, seal)


def _wrong_told(connection: Connection, number: str, log: Sequence[TicketEvent]) -> Iterator[Flaw]:
    stored = connection.execute(_TOLD, {"whose": number}).mappings().all()
    for place, (event, row) in enumerate(zip(log, stored, strict=True), 1):
        for column, value in ticket_logs.told(event).items():
            if row[column] != value:
                yield Flaw(number, "told", place, column)


def _wrong_rows(
    connection: Connection, number: str, row: RowMapping | None, log: Sequence[TicketEvent]
) -> Iterator[Flaw]:
    if row is None:
        yield Flaw(number, "missing_row")
        return
    try:
        wanted = ticket_row(log)
    except BrokenLog:
        yield Flaw(number, "unreadable", 1)
        return
    not_made = frozenset(place_columns(log)) if row["stage"] is None else frozenset()
    for column, value in wanted.items():
        if row[column] != value and column not in not_made and not _looked_at(column, row[column]):
            yield Flaw(number, "row", detail=column)
    stored: list[Any] = [dict(item) for item in connection.execute(_ITEMS, {"whose": number}).mappings()]
    if sorted(stored, key=_right) != sorted(item_rows(log), key=_right):
        yield Flaw(number, "items")
    tags = [dict(tag) for tag in connection.execute(_TAGS, {"whose": number}).mappings()]
    if not not_made and tags != tag_rows(wanted, log):
        yield Flaw(number, "tags")


def _looked_at(column: str, stored: object) -> bool:
    """Tell whether a ticket is looked at some day: when that is may be sooner or later than its log says.

    A row from before there were timers is looked at once; a ticket that could not be dealt with, again later.
    """
    return column == "next_at" and stored is not None


def _wrong_texts(connection: Connection, number: str, entries: Sequence[Entry], seal: Seal) -> Iterator[Flaw]:
    try:
        texts = ticket_texts.load(connection, number, seal)
    except WrongSeal as error:
        yield Flaw(number, "text", detail=str(error))
        return
    for entry in entries:
        for text_id, digest in pointed(entry.event):
            kept = texts.get(text_id)
            if text_id not in texts:
                yield Flaw(number, "missing_text", entry.sequence, text_id)
            elif kept is not None and digest and digest != digest_of(kept.text, kept.salt):
                yield Flaw(number, "text", entry.sequence, text_id)


def _wrong_files(
    connection: Connection, number: str, log: Sequence[TicketEvent], seal: Seal
) -> Iterator[Flaw]:
    digests = {row.id: row.digest for row in connection.execute(_FILES, {"whose": number})}
    for place, event in enumerate(log, 1):
        if not isinstance(event, FileKept):
            continue
        known, digest = event.file, event.digest
        if known not in digests:
            yield Flaw(number, "missing_file", place, known)
        elif digests[known] != digest or not files.is_whole(connection, number, known, digest, seal):
            yield Flaw(number, "file", place, known)


def _right(row: Values) -> str:
    return str(row["right"])


_ROW = select(tickets).where(tickets.c.number == bindparam("whose"))
_ITEMS = select(ticket_items).where(ticket_items.c.number == bindparam("whose"))
_TAGS = select(ticket_tags).where(ticket_tags.c.number == bindparam("whose")).order_by(ticket_tags.c.tag)
_FILES = select(ticket_files.c.id, ticket_files.c.digest).where(ticket_files.c.number == bindparam("whose"))
_TOLD = (
    select(ticket_events.c.at, ticket_events.c.staff, ticket_events.c.what)
    .where(ticket_events.c.number == bindparam("whose"))
    .order_by(ticket_events.c.sequence)
)
