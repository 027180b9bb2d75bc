"""What staff did, newest first: the entries of tickets' logs and those of the audit chain in one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    LargeBinary,
    Select,
    String,
    Text,
    cast,
    literal,
    null,
    select,
    tuple_,
    union_all,
)

from bot.store.audit import Noted, noted
from bot.store.chain_rows import record_of
from bot.store.sealing import Seal
from bot.store.tables import audit_events, ticket_events

Place = tuple[int, str, int]
"""Where an entry stands: its time (milliseconds since 1970, UTC), its ticket ("" for none), its sequence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries: of a member, about a ticket, of these kinds, from `since` on and before `until`.

    Without a ticket only what staff did; with one, everything in its log.
    """

    staff: str | None = None
    number: str | None = None
    whats: frozenset[str] | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An entry: `record` of a ticket's log, or `noted` in the audit chain."""

    place: Place
    staff: str | None
    what: str
    number: str | None
    record: dict[str, Any] | None = None
    noted: Noted | None = None


def found(
    connection: Connection, seal: Seal, wanted: Wanted, *, most: int, after: Place | None = None
) -> list[Deed]:
    """Return the newest entries, or those that follow `after`; at most `most`."""
    parts = [*_of_tickets(wanted, after, most), *_of_audit(wanted, after, most)]
    together = union_all(*(select(part.subquery()) for part in parts)).subquery()
    newest = select(together).order_by(
        together.c.at.desc(), together.c.about.desc(), together.c.sequence.desc()
    )
    return [_deed(row, seal) for row in connection.execute(newest.limit(most))]


def _of_tickets(wanted: Wanted, after: Place | None, most: int) -> Iterable[Select[Any]]:
    table = ticket_events
    columns = select(
        table.c.at,
        table.c.number.label("about"),
        table.c.sequence,
        table.c.staff,
        table.c.what,
        table.c.number,
        table.c.record,
        cast(null(), LargeBinary).label("sealed"),
        literal(False).label("audit"),
    )
    place = (table.c.at, table.c.number, table.c.sequence)
    plain = columns.where(*_within(table.c.at, wanted, after, place))
    if wanted.number is not None:
        plain = plain.where(table.c.number == wanted.number)
        if wanted.staff is not None:
            plain = plain.where(table.c.staff == wanted.staff)
    else:
        plain = plain.where(table.c.staff.is_not(None))
        if wanted.staff is not None:
            plain = plain.where(table.c.staff == wanted.staff)
    ordered = plain.order_by(*(column.desc() for column in place)).limit(most)
    return _of_kinds(ordered, table.c.what, wanted)


def _of_audit(wanted: Wanted, after: Place | None, most: int) -> Iterable[Select[Any]]:
    table = audit_events
    nothing = literal("", String)
    columns = select(
        table.c.at,
        nothing.label("about"),
        cast(table.c.sequence, BigInteger).label("sequence"),
        table.c.staff,
        table.c.what,
        table.c.number,
        cast(table.c.record, Text).label("record"),
        table.c.sealed,
        literal(True).label("audit"),
    )
    plain = columns.where(*_within(table.c.at, wanted, after, (table.c.at, nothing, table.c.sequence)))
    for column, value in ((table.c.staff, wanted.staff), (table.c.number, wanted.number)):
        if value is not None:
            plain = plain.where(column == value)
    ordered = plain.order_by(table.c.at.desc(), table.c.sequence.desc()).limit(most)
    return _of_kinds(ordered, table.c.what, wanted)


def _of_kinds(ordered: Select[Any], what: ColumnElement[str | None], wanted: Wanted) -> Iterable[Select[Any]]:
    """Give one query for each kind: each is a walk along an index, however seldom the kind is."""
    if wanted.whats is None:
        return [ordered]
    if wanted.number is not None:
        return [ordered.where(what.in_(sorted(wanted.whats)))]
    return [ordered.where(what == one) for one in sorted(wanted.whats)]


def _within(
    at: ColumnElement[int], wanted: Wanted, after: Place | None, place: Sequence[ColumnElement[Any]]
) -> Iterable[ColumnElement[bool]]:
    if wanted.since is not None:
        yield at >= wanted.since
    if wanted.until is not None:
        yield at < wanted.until
    if after is not None:
        yield at <= after[0]
        yield tuple_(*place) < tuple_(*(literal(one) for one in after))


def _deed(row: Any, seal: Seal) -> Deed:
    return Deed(
        place=(row.at, row.about, row.sequence),
        staff=row.staff,
        what=row.what or "",
        number=row.number,
        record=None if row.audit else record_of(row.record),
        noted=noted(row, seal) if row.audit else None,
    )


_COMPARED = ("assigned", "clock_extended", "hold_set", "item_proposed", "moved")


class Earlier:
    """What stood in the logs of some tickets before an entry, for the kinds that replace something."""

    def __init__(self, logs: Mapping[str, Sequence[tuple[int, dict[str, Any]]]]) -> None:
        self._logs = logs

    def value(self, number: str, sequence: int, record: Mapping[str, Any]) -> object:
        """Return what the newest entry of the same kind before this one set; None where there is none."""
        same = [
            self.of(before)
            for place, before in self._logs.get(number, ())
            if place < sequence
            and (before.get("what"), before.get("right")) == (record.get("what"), record.get("right"))
        ]
        return same[-1] if same else None

    @staticmethod
    def of(record: Mapping[str, Any]) -> object:
        """Return what an entry sets."""
        match record.get("what"):
            case "item_proposed":
                proposal = record.get("proposal")
                return proposal.get("outcome") if isinstance(proposal, dict) else None
            case "clock_extended":
                return record.get("until")
            case "hold_set":
                return record.get("on")
            case _:
                return record.get("to")


def earlier(connection: Connection, deeds: Iterable[Deed]) -> Earlier:
    """Return what stood before these entries in their tickets' logs."""
    numbers = {deed.number for deed in deeds if deed.record and deed.what in _COMPARED and deed.number}
    logs: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    if numbers:
        table = ticket_events
        rows = (
            select(table.c.number, table.c.sequence, table.c.record)
            .where(table.c.number.in_(sorted(numbers)), table.c.what.in_(_COMPARED))
            .order_by(table.c.number, table.c.sequence)
        )
        for row in connection.execute(rows):
            logs.setdefault(row.number, []).append((row.sequence, record_of(row.record)))
    return Earlier(logs)
