"""Lists of the inbox: which tickets somebody wants to see, in the order in which they are worked.

Every list runs along `ix_tickets_stage`, a stage after the other, from where the page before ended; so a page
costs the same however many tickets there are and however deep it lies. Lists of one tag and of what
is unread have `ix_ticket_tags_stage` and `ix_tickets_unread` instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    func,
    literal,
    select,
    true,
    tuple_,
    union_all,
)

from bot.store import ticket_tags
from bot.store.tables import ticket_tags as tags_table
from bot.store.tables import tickets
from bot.store.ticket_places import bits, rights_of
from handlers.tickets.rights import Right
from handlers.tickets.stages import Stage

PAGE = 50
COUNTED = 1_000
"""So far lists are counted; what is more is "999+"."""
NOBODY: Literal["-"] = "-"
_OPEN = (Stage.TODO, Stage.WAITING)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page of a list ended."""

    stage: int
    place: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list shows; None shows all. Words are those of the columns of `tickets`.

    `assignee` is a staff id or `NOBODY`; tickets of those in `beside` are shown with the assignee's.
    `due_before` (milliseconds since 1970, UTC) leaves out what is not open. `requester` is the beginning of a
    pseudonym, `numbers` the only tickets that may be shown.
    """

    stages: tuple[Stage, ...] = (Stage.TODO,)
    kind: str | None = None
    right: str | None = None
    status: str | None = None
    language: str | None = None
    channel: str | None = None
    assignee: str | None = None
    beside: tuple[str, ...] = ()
    tag: str | None = None
    due_before: int | None = None
    unread: bool = False
    requester: str | None = None
    numbers: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A ticket in a list. Times are milliseconds since 1970, UTC; `rights` and `tags` in their usual order.

    `due_at` is the earlier end of the periods that run. `work_due_at` is as it stood at `paused_at`, where
    the period of `work_length` milliseconds is paused. `word_by` spoke last.
    """

    number: str
    requester: str
    kind: str
    status: str
    stage: int
    place: int
    language: str
    channel: str | None
    assignee: str | None
    handover: str | None
    unread: bool
    version: int
    received_at: int | None
    ended_at: int | None
    due_at: int | None
    legal_due_at: int | None
    legal_met_at: int | None
    work_due_at: int | None
    work_length: int | None
    paused_at: int | None
    word_at: int | None
    word_by: str | None
    rights: tuple[str, ...]
    tags: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark:
        return Mark(self.stage, self.place, self.number)


@dataclass(frozen=True, slots=True)
class Page:
    """Some tickets of a list, and where the next page begins; None at its end."""

    tickets: tuple[Listed, ...]
    next: Mark | None


_COLUMNS = (
    "number", "requester", "kind", "status", "stage", "place", "language", "channel", "assignee", "handover",
    "unread", "version", "received_at", "ended_at", "due_at", "legal_due_at", "legal_met_at", "work_due_at",
    "work_length", "paused_at", "word_at", "word_by", "rights",
)  # fmt: skip
_SHOWN = [tickets.c[name] for name in _COLUMNS]
_ORDER = (tickets.c.stage, tickets.c.place, tickets.c.number)
_ORDER_OF_TAG = (tags_table.c.stage, tags_table.c.place, tags_table.c.number)


def page(connection: Connection, wanted: Wanted, after: Mark | None = None, most: int = PAGE) -> Page:
    """Return a page of a list: the first one, or the one behind a mark. Two statements."""
    places = _places(wanted, after, most + 1)
    if places is None:
        return Page((), None)
    chosen = select(*_SHOWN).join(places, tickets.c.number == places.c.number).order_by(*_ORDER)
    rows = connection.execute(chosen.limit(most + 1)).mappings().all()
    tags = ticket_tags.of_tickets(connection, [row["number"] for row in rows[:most]])
    listed = tuple(_listed(row, tags) for row in rows[:most])
    return Page(listed, listed[-1].mark if len(rows) > most else None)


def counts(connection: Connection, lists: Mapping[str, Wanted]) -> dict[str, int]:
    """Return how many tickets each list has, at most `COUNTED` of each. One statement."""
    counted = []
    for name, wanted in lists.items():
        places = _places(wanted, None, COUNTED)
        if places is not None:
            counted.append(
                select(literal(name).label("name"), func.count().label("count")).select_from(places)
            )
    found = {row.name: row[1] for row in connection.execute(union_all(*counted))} if counted else {}
    return {name: min(found.get(name, 0), COUNTED) for name in lists}


def assignees(connection: Connection) -> list[str]:
    """Return who has tickets or had some, by id; of very many the first ones."""
    return list(connection.execute(_ASSIGNEES).scalars())


def _listed(row: RowMapping, tags: Mapping[str, tuple[str, ...]]) -> Listed:
    values = {**row, "rights": rights_of(row["rights"]), "unread": bool(row["unread"])}
    return Listed(**values, tags=tags.get(row["number"], ()))


def _places(wanted: Wanted, after: Mark | None, most: int) -> Any:
    """Return the places of a list's tickets, at most so many of each stage; None where there can be none."""
    stages = [stage for stage in wanted.stages if after is None or stage >= after.stage]
    if wanted.due_before is not None:
        stages = [stage for stage in stages if stage in _OPEN]
    if not stages or wanted.numbers == ():
        return None
    if wanted.numbers is not None:
        return _few(wanted, stages, after, most).subquery("places")
    parts = [select(_stage(wanted, stage, after, most).subquery()) for stage in stages]
    return (union_all(*parts) if len(parts) > 1 else parts[0]).subquery("places")


def _stage(wanted: Wanted, stage: Stage, after: Mark | None, most: int) -> Select[Any]:
    stage_of, place, number = along = _ORDER if wanted.tag is None else _ORDER_OF_TAG
    chosen = select(*along).where(stage_of == int(stage), *_conditions(wanted))
    if wanted.tag is not None:
        chosen = chosen.join(tickets, tickets.c.number == number).where(tags_table.c.tag == wanted.tag)
    if wanted.due_before is not None:
        # No place is later than what is due; said too, so that the list ends there by its index.
        chosen = chosen.where(place < wanted.due_before)
    if after is not None and after.stage == stage:
        chosen = chosen.where(tuple_(place, number) > (after.place, after.number))
    return chosen.order_by(place, number).limit(most)


def _few(wanted: Wanted, stages: Sequence[Stage], after: Mark | None, most: int) -> Select[Any]:
    """Return the places of named tickets, looked up one by one instead of along the index of lists."""
    chosen = select(*_ORDER).where(tickets.c.number.in_(wanted.numbers or ()), *_conditions(wanted))
    if wanted.tag is not None:
        tagged = select(tags_table.c.number).where(tags_table.c.tag == wanted.tag)
        chosen = chosen.where(tickets.c.number.in_(tagged))
    if len(stages) < len(Stage):
        chosen = chosen.where(tickets.c.stage.in_([int(stage) for stage in stages]))
    if after is not None:
        chosen = chosen.where(tuple_(*_ORDER) > (after.stage, after.place, after.number))
    return chosen.order_by(*_ORDER).limit(most)


def _conditions(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    plain = {name: getattr(wanted, name) for name in ("kind", "status", "language", "channel")}
    chosen = [tickets.c[name] == value for name, value in plain.items() if value is not None]
    if wanted.right is not None:
        chosen.append(tickets.c.rights.bitwise_and(_bit(wanted.right)) != 0)
    chosen.extend(_had_by(wanted))
    if wanted.unread:
        chosen.append(tickets.c.unread == true())
    if wanted.due_before is not None:
        chosen.append(tickets.c.due_at < wanted.due_before)
    return [*chosen, *_from(wanted)]


def _had_by(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    if wanted.assignee is None:
        return ()
    if wanted.assignee == NOBODY:
        return (tickets.c.assignee.is_(None),)
    if wanted.beside:
        return (tickets.c.assignee.in_((wanted.assignee, *wanted.beside)),)
    return (tickets.c.assignee == wanted.assignee,)


def _from(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    if wanted.requester is None:
        return ()
    return (tickets.c.requester >= wanted.requester, tickets.c.requester < wanted.requester + "~")


def _bit(right: str) -> int:
    return bits([Right(right)])


_FIRST = select(func.min(tickets.c.assignee).label("id")).cte("assignees", recursive=True)
_EACH = _FIRST.union_all(
    select(
        select(func.min(tickets.c.assignee)).where(tickets.c.assignee > _FIRST.c.id).scalar_subquery()
    ).where(_FIRST.c.id.is_not(None))
)
_ASSIGNEES = select(_EACH.c.id).where(_EACH.c.id.is_not(None)).limit(200)


def among(wanted: Wanted, numbers: Sequence[str]) -> Wanted:
    """Return the same list over all stages, but of these tickets alone."""
    return replace(wanted, stages=tuple(Stage), numbers=tuple(numbers))
