"""What the figures of the desk count, as groups of rows with a number each; never by opening a text.

A month is a range of one index that has all columns which are asked for (`ix_tickets_received`,
`ix_tickets_met`), so it costs as much as it has tickets, however many there are beside. A ticket counts as
requests: each of its rights is one, and a ticket without rights is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from bot.store.moments import milliseconds
from bot.store.tables import tickets
from bot.store.ticket_figures import outcomes_of
from bot.store.ticket_places import rights_of
from handlers.tickets.items import Outcome
from handlers.tickets.months import Month
from handlers.tickets.rights import Right
from handlers.tickets.stages import Stage
from handlers.tickets.statuses import Status

MOST = 5_000
"""So many open tickets of a stage are looked at, those first that are due first."""
_NOT_COUNTED = (Status.SPAM.value, Status.MERGED.value)
_DAY_MS, _JAPAN_MS = 86_400_000, 9 * 3_600_000


@dataclass(frozen=True, slots=True)
class Received:
    """So many tickets of a month, alike in what is counted: what came. `month` is when they were received."""

    month: Month
    kind: str
    rights: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The same for what was done. `month` is when it was first answered, or came to rest another way.

    `days` are calendar days in Japan since it was received, `answer_days` until a person of ours first
    answered; the same day is 0. `score` is what the requester thought of it, 1 to 5.
    """

    month: Month
    kind: str
    ended_as: str
    outcomes: Mapping[Right, Outcome]
    days: int
    answer_days: int | None
    score: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Now:
    """How many tickets are open at a moment, of the first `MOST` that are to do and as many that wait."""

    todo: int
    waiting: int
    overdue: int
    due_this_week: int
    unassigned: int


def received(connection: Connection, months: Sequence[Month]) -> list[Received]:
    """Return what came in these months, without what is no request or goes on in another ticket.

    One statement.
    """
    found = connection.execute(union_all(*(_received(month) for month in months)))
    return [
        Received(month, kind, rights_of(rights), count)
        for written, kind, rights, count in found
        if (month := Month.read(written))
    ]


def ended(connection: Connection, months: Sequence[Month], detailed: Month) -> list[Ended]:
    """Return what was answered in these months, or came to rest another way.

    Days and scores are told of the `detailed` month alone; of the others `days` is 0. One statement.
    """
    parts = [_ended(month, detailed=month == detailed) for month in months]
    return list(_ended_rows(connection.execute(union_all(*parts))))


def now(connection: Connection, at: int, week_ends: int) -> Now:
    """Return how many tickets are open at a moment, and due until the end of the week after it.

    Both in milliseconds since 1970, UTC. A draft is not open. One statement.
    """
    both = union_all(*(select(_open(stage).subquery()) for stage in (Stage.TODO, Stage.WAITING))).subquery()
    due, assignee = both.c.due_at, both.c.assignee
    counted: list[Any] = [
        _count(both.c.stage == int(Stage.TODO)),
        _count(both.c.stage == int(Stage.WAITING)),
        _count(due < at),
        _count(and_(due >= at, due < week_ends)),
        _count(assignee.is_(None)),
    ]
    return Now(*connection.execute(select(*counted).select_from(both)).one())


def _open(stage: Stage) -> Select[Any]:
    """Return the first open tickets of a stage, in the order of lists: what is overdue is among them."""
    columns = (tickets.c.stage, tickets.c.due_at, tickets.c.assignee)
    chosen = select(*columns).where(tickets.c.stage == int(stage), tickets.c.status != Status.DRAFT.value)
    return chosen.order_by(tickets.c.place).limit(MOST)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _received(month: Month) -> Select[Any]:
    groups = (tickets.c.kind, tickets.c.rights)
    counted = select(literal(str(month)), *groups, func.count()).where(*_within(tickets.c.received_at, month))
    counts = or_(tickets.c.ended_as.is_(None), tickets.c.ended_as.not_in(_NOT_COUNTED))
    return counted.where(counts).group_by(*groups)


def _ended(month: Month, *, detailed: bool) -> Select[Any]:
    groups: tuple[Any, ...] = (tickets.c.kind, tickets.c.ended_as, tickets.c.outcomes)
    none = cast(null(), BigInteger)  # or PostgreSQL takes it for a text
    more: tuple[Any, ...] = (literal_column("0"), none, none)
    if detailed:
        came = _day(tickets.c.received_at)
        more = (
            _day(tickets.c.legal_met_at) - came,
            _day(tickets.c.first_answer_at) - came,
            tickets.c.score,
        )
    counted = select(literal(str(month)), *groups, *more, func.count())
    counted = counted.where(*_within(tickets.c.legal_met_at, month), tickets.c.ended_as.not_in(_NOT_COUNTED))
    return counted.group_by(*groups, *(more if detailed else ()))


def _ended_rows(found: Any) -> Iterator[Ended]:
    for written, kind, ended_as, outcomes, days, answer_days, score, count in found:
        if month := Month.read(written):
            yield Ended(month, kind, ended_as, outcomes_of(outcomes), days, answer_days, score, count)


def _within(column: ColumnElement[Any], month: Month) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= milliseconds(month.begins), column < milliseconds(month.later(1).begins)


def _day(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a day in Japan, counted from 1970; written out, as grouping on PostgreSQL needs it."""
    return (column + literal_column(str(_JAPAN_MS))) // literal_column(str(_DAY_MS), type_=column.type)
