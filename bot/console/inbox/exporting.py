"""A list as a file for a spreadsheet: what the filters show, without anything that people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.console import colleagues
from bot.console.desk import Desk
from bot.console.inbox.board import listed_by
from bot.console.inbox.filters import Filters
from bot.console.language import language, local, words
from bot.console.member import Member
from bot.console.spreadsheets import csv_lines
from bot.store.inbox_lists import Listed, Mark
from handlers.tickets.alias import alias
from handlers.tickets.telling import words as told

MOST = 50_000
"""Lines of a file."""
_PAGE = 500
_COLUMNS = (
    "number", "kind", "rights", "status", "requester", "written", "channel", "assignee", "received",
    "legal_due", "work_due", "ended", "word", "tags",
)  # fmt: skip


def lines(desk: Desk, member: Member, filters: Filters) -> Iterator[str]:
    """Give the lines of the file, a page of the store after the other, in the language of the page."""
    return csv_lines(_rows(desk, member, filters))


def _rows(desk: Desk, member: Member, filters: Filters) -> Iterator[Sequence[str]]:
    yield [words(f"inbox.column.{name}") for name in _COLUMNS]
    after: Mark | None = None
    for _ in range(MOST // _PAGE):
        with desk.database.read() as connection:
            listed, after = listed_by(desk, connection, member, filters, after, _PAGE)
            names = colleagues.names(desk, connection, {one.assignee for one in listed if one.assignee})
        yield from (_cells(one, names.get(one.assignee or "", "")) for one in listed)
        if after is None:
            return
    yield [words("inbox.export.cut", count=MOST)]


def _cells(one: Listed, assignee: str) -> Sequence[str]:
    known = language()
    return (
        one.number,
        told("kind", one.kind, known),
        words("inbox.between").join(told("right", right, known) for right in one.rights),
        told("status", one.status, known),
        alias(one.requester),
        one.language,
        told("channel", one.channel, known) if one.channel else "",
        assignee,
        local(one.received_at),
        local(one.legal_due_at),
        local(one.work_due_at) if one.paused_at is None else "",
        local(one.ended_at),
        local(one.word_at),
        words("inbox.between").join(one.tags),
    )
