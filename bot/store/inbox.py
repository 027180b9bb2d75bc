"""Events that arrived, each once, until they are decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, update

from bot.store import tasks
from bot.store.tables import EventState, inbox, written_out

CRON = "cron"
"""The source of events that nobody sent: work to be done when its time has come."""
LAST_ATTEMPT = 5
BACK_OFF_MS = (500, 2_000, 8_000, 30_000)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be stored. `lane` is the pseudonym of whoever it belongs to, `payload` is sealed.

    `received_at` is in milliseconds since 1970, UTC.
    """

    event_id: str
    source: str
    lane: str
    payload: bytes
    received_at: int


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event that waits to be decided; `attempts` counts the tries that failed."""

    id: int
    event_id: str
    source: str
    lane: str
    payload: bytes
    attempts: int
    received_at: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, and since when (milliseconds since 1970, UTC); None when nothing does.

    Work of ours may take its time in small steps: of that nothing counts as `oldest`.
    """

    waiting: int
    oldest: int | None
    set_aside: int


def place_of(event_id: str) -> str:
    """Return the place that a payload of the inbox is sealed for."""
    return f"inbox:{event_id}"


# The one statement that every webhook waits for; written by hand, it costs half of what a built one does.
_PUT = {
    "sqlite": """
        INSERT INTO inbox (event_id, source, lane, payload, run_at, received_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING""",
    # The lock makes the order of ids the order of commits over all web processes: without it a message
    # could become visible behind a later one of the same person that a worker has already taken.
    "postgresql": """
        WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(1835098990))
        INSERT INTO inbox (event_id, source, lane, payload, run_at, received_at)
        SELECT new.* FROM turn, unnest(
            %s::text[], %s::text[], %s::text[], %b::bytea[], %s::bigint[], %s::bigint[]) AS new
        ON CONFLICT (event_id) DO NOTHING""",
}


def put(connection: Connection, events: Iterable[NewEvent]) -> None:
    """Store events; those whose id is known are left out."""
    rows = [
        (event.event_id, event.source, event.lane, event.payload, event.received_at, event.received_at)
        for event in events
    ]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_PUT["sqlite"], rows)
    else:
        connection.exec_driver_sql(_PUT["postgresql"], tuple(map(list, zip(*rows, strict=True))))


_OTHER = inbox.alias("other")
# A subquery and no NOT EXISTS, which PostgreSQL would join: it believes that hardly anything is ready, and
# would read all that is for each event.
_FIRST_OF_LANE = (
    select(func.min(_OTHER.c.id))
    .where(_OTHER.c.lane == inbox.c.lane, _OTHER.c.state < written_out(EventState.DONE))
    .scalar_subquery()
)
_HEADS: Select[Any] = (
    select(
        inbox.c.id,
        inbox.c.event_id,
        inbox.c.source,
        inbox.c.lane,
        inbox.c.payload,
        inbox.c.attempts,
        inbox.c.received_at,
    )
    .where(
        inbox.c.state == written_out(EventState.READY),
        inbox.c.run_at <= bindparam("now"),
        inbox.c.id == _FIRST_OF_LANE,
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=inbox)
)
_ONE = _HEADS.where(inbox.c.id == bindparam("one"))


def heads(connection: Connection, now: int, most: int) -> list[StoredEvent]:
    """Return the first event of each lane that is due, oldest first.

    On PostgreSQL they stay locked for this transaction, and those locked by others are left out.
    """
    return [StoredEvent(*row) for row in connection.execute(_HEADS, {"now": now, "most": most})]


def head(connection: Connection, now: int, event_row: int) -> list[StoredEvent]:
    """Return this event when it is due and first of its lane; else nothing."""
    return [StoredEvent(*row) for row in connection.execute(_ONE, {"now": now, "most": 1, "one": event_row})]


_DONE = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(state=EventState.DONE, payload=None, done_at=bindparam("now"), error=None)
)
_AGAIN = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"), inbox.c.state == written_out(EventState.READY))
    .values(
        attempts=bindparam("tries"),
        run_at=bindparam("due"),
        state=bindparam("to"),
        error=bindparam("why"),
        done_at=bindparam("ended"),
    )
)


def done(connection: Connection, rows: Sequence[int], now: int) -> None:
    """Mark events as decided and erase what they said."""
    connection.execute(_DONE, {"rows": list(rows), "now": now})


def failed(connection: Connection, event: StoredEvent, error: str, now: int) -> bool:
    """Note a failed try: again after a while, or set aside for staff. Returns whether it was set aside."""
    tries = event.attempts + 1
    last = tries >= LAST_ATTEMPT
    wait = 0 if last else BACK_OFF_MS[tries - 1]
    values = {
        "row": event.id,
        "tries": tries,
        "due": now + wait,
        "to": EventState.SET_ASIDE if last else EventState.READY,
        "why": error[:120],
        "ended": now if last else None,
    }
    connection.execute(_AGAIN, values)
    if last:
        _tell(connection, event, now)
    return last


def _tell(connection: Connection, event: StoredEvent, now: int) -> None:
    """Note what was set aside as something to look at; of a job that fails time and again, once."""
    slot = event.event_id.rpartition(":")[0] if event.source == CRON else event.event_id
    tasks.raise_task(connection, "event_set_aside", slot, None, now)


def later(connection: Connection, event: StoredEvent, due: int) -> None:
    """Leave an event for a later time without counting a failure."""
    connection.execute(update(inbox).where(inbox.c.id == event.id).values(run_at=due))


def suspects(connection: Connection, rows: Sequence[int]) -> list[int]:
    """Return which of these events still wait: one of them may have ended the process that decided them."""
    found = select(inbox.c.id).where(inbox.c.id.in_(rows), inbox.c.state == written_out(EventState.READY))
    return list(connection.execute(found.order_by(inbox.c.id)).scalars())


def blame(connection: Connection, row: int, now: int) -> None:
    """Count a try during which the process ended; after the last one the event is set aside."""
    tries = inbox.c.attempts + 1
    connection.execute(
        update(inbox).where(inbox.c.id == row).values(attempts=tries, error="the process ended")
    )
    last = (inbox.c.id == row, inbox.c.attempts >= LAST_ATTEMPT)
    for blamed in connection.execute(select(*_HEADS.selected_columns).where(*last)).all():
        connection.execute(update(inbox).where(*last).values(state=EventState.SET_ASIDE, done_at=now))
        _tell(connection, StoredEvent(*blamed), now)


def with_text(connection: Connection, lane: str) -> list[StoredEvent]:
    """Return the events of a lane whose payload is still held."""
    found = select(*_HEADS.selected_columns).where(inbox.c.lane == lane, inbox.c.payload.is_not(None))
    waiting = found.where(inbox.c.state < written_out(EventState.DONE))
    set_aside = found.where(inbox.c.state == written_out(EventState.SET_ASIDE))
    return [StoredEvent(*row) for query in (waiting, set_aside) for row in connection.execute(query)]


def erase(connection: Connection, rows: Sequence[int], now: int) -> None:
    """Erase what these events said; those that still waited count as decided."""
    values = {"payload": None, "state": EventState.DONE, "done_at": now}
    connection.execute(update(inbox).where(inbox.c.id.in_(rows)).values(**values))


def backlog(connection: Connection) -> Backlog:
    """Return how much waits to be decided."""
    sent = func.min(inbox.c.received_at).filter(inbox.c.source != CRON)
    waiting = select(func.count(), sent).where(inbox.c.state == written_out(EventState.READY))
    count, oldest = connection.execute(waiting).one()
    aside = select(func.count()).where(inbox.c.state == written_out(EventState.SET_ASIDE))
    return Backlog(count, oldest, connection.execute(aside).scalar_one())


def erase_text_before(connection: Connection, before: int, most: int) -> int:
    """Erase what events that were set aside said, when that was before this time; returns how many."""
    old = (
        select(inbox.c.id)
        .where(
            inbox.c.state == written_out(EventState.SET_ASIDE),
            inbox.c.payload.is_not(None),
            inbox.c.done_at < before,
        )
        .limit(most)
    )
    return connection.execute(update(inbox).where(inbox.c.id.in_(old)).values(payload=None)).rowcount


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Delete events decided or erased before this time; returns how many.

    Looks at the oldest rows only, so that nothing waits while a large table is searched.
    """
    oldest = select(inbox).order_by(inbox.c.id).limit(most).subquery()
    old = select(oldest.c.id).where(
        oldest.c.state != written_out(EventState.READY), oldest.c.payload.is_(None), oldest.c.done_at < before
    )
    return connection.execute(inbox.delete().where(inbox.c.id.in_(old))).rowcount
