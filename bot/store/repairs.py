"""What does not go on by itself: channels that fail time and again, and another try of what was given up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, and_, func, null, or_, select, update

from bot.store.engine import Database, SqliteDatabase
from bot.store.inbox import CRON
from bot.store.outbox import MAIL
from bot.store.tables import EventState, OwedState, inbox, outbox, tasks, written_out
from bot.store.tasks import Task


@dataclass(frozen=True, slots=True)
class Failing:
    """A channel on which messages wait that were tried: how many, since when (ms, UTC), and why."""

    channel: str
    waiting: int
    since: int
    why: str


def failing(connection: Connection) -> list[Failing]:
    """Return the channels on which sending does not succeed at the moment."""
    table = outbox
    rows = (
        select(table.c.channel, func.count(), func.min(table.c.created_at), func.max(table.c.error))
        .where(
            table.c.state == written_out(OwedState.READY), table.c.attempts > 0, table.c.error.is_not(None)
        )
        .group_by(table.c.channel)
        .order_by(table.c.channel)
    )
    return [Failing(*row) for row in connection.execute(rows)]


# A row in which notices went is tried by its next way already; where a push may have arrived, LINE knows the
# retry key for a day only, and would show it twice. A mail keeps its Message-ID, so that it shows up once.
_SAFE: ColumnElement[bool] = and_(
    outbox.c.state == written_out(OwedState.FAILED),
    outbox.c.body.is_not(None),
    outbox.c.notices.is_(None),
    or_(outbox.c.channel == MAIL, outbox.c.outcome_unknown.is_(False)),
)
_UNDECIDED: ColumnElement[bool] = and_(
    inbox.c.state == written_out(EventState.SET_ASIDE),
    inbox.c.payload.is_not(None),
    inbox.c.source != CRON,
)


def can_be_tried(connection: Connection, refs: list[str]) -> set[str]:
    """Return which of these names of failed things (`tasks.ref`) could be tried once more."""
    events = select(inbox.c.event_id).where(inbox.c.event_id.in_(refs), _UNDECIDED)
    debts = select(outbox.c.dedupe).where(outbox.c.dedupe.in_(refs), _SAFE)
    return {*connection.execute(events).scalars(), *connection.execute(debts).scalars()} if refs else set()


def try_event_again(connection: Connection, ref: str, now: int) -> bool:
    """Give an event that was set aside back to its lane; False where it cannot be decided any more."""
    again = update(inbox).where(inbox.c.event_id == ref, _UNDECIDED)
    values = {"state": EventState.READY, "attempts": 0, "run_at": now, "error": null(), "done_at": null()}
    return connection.execute(again.values(**values)).rowcount == 1


def try_message_again(connection: Connection, ref: str, now: int) -> bool:
    """Owe a message again that was given up; False where it is not safe, or its words are gone."""
    again = update(outbox).where(outbox.c.dedupe == ref, _SAFE)
    values = {"state": OwedState.READY, "attempts": 0, "run_at": now, "error": null(), "done_at": null()}
    return connection.execute(again.values(**values, token_until=null())).rowcount == 1


def task_at(connection: Connection, task: int) -> Task | None:
    """Return a task that nobody has finished; None where there is none of this id."""
    columns = (tasks.c.id, tasks.c.kind, tasks.c.number, tasks.c.ref, tasks.c.made_at)
    found = select(*columns).where(tasks.c.id == task, tasks.c.done_at.is_(None))
    row = connection.execute(found).one_or_none()
    return Task(*row) if row else None


def size(connection: Connection) -> int:
    """Return how many bytes the store takes."""
    if connection.dialect.name == "postgresql":
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def folder_of(database: Database) -> Path | None:
    """Return where a store lies that is a file of this machine; a server looks after its own disk."""
    return database.path.parent if isinstance(database, SqliteDatabase) else None
