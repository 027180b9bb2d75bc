"""What did not work by itself, until somebody has looked at it. No row says what a person wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.tables import tasks

Kind = Literal["mail_failed", "staff_mail_returned", "notice_failed", "event_set_aside"]
"""A mail to staff was given up, or came back; a word to a requester reached them by no way; an event failed
so often that nobody decides it any more."""
LONGEST_REF = 96


@dataclass(frozen=True, slots=True)
class Task:
    """Something to look at. `ref` names what failed; `made_at` is milliseconds since 1970, UTC."""

    id: int
    kind: str
    number: str | None
    ref: str
    made_at: int


def _raise(insert: Any) -> Insert:
    statement = insert(tasks)
    again: Insert = statement.on_conflict_do_update(
        index_elements=["kind", "ref"],
        set_={"made_at": statement.excluded.made_at, "done_at": None, "done_by": None},
        where=tasks.c.done_at.is_not(None),
    )
    return again


_RAISE = {"sqlite": _raise(sqlite.insert), "postgresql": _raise(postgresql.insert)}
_OPEN = select(tasks.c.id, tasks.c.kind, tasks.c.number, tasks.c.ref, tasks.c.made_at).where(
    tasks.c.done_at.is_(None)
)
_FINISH = (
    update(tasks)
    .where(tasks.c.id == bindparam("which"), tasks.c.done_at.is_(None))
    .values(done_at=bindparam("now"), done_by=bindparam("by"))
)


def raise_task(connection: Connection, kind: Kind, ref: str, number: str | None, now: int) -> None:
    """Note that something is to be looked at, in the transaction of what failed.

    What is open already stays as it is; what was done and fails once more is open again.
    """
    row = {"kind": kind, "ref": ref[:LONGEST_REF], "number": number, "made_at": now}
    connection.execute(_RAISE[connection.dialect.name], row)


def open_tasks(connection: Connection, most: int = 200) -> Sequence[Task]:
    """Return what nobody has finished yet, oldest first."""
    return [Task(*row) for row in connection.execute(_OPEN.order_by(tasks.c.id).limit(most))]


def count_open(connection: Connection) -> int:
    """Return how many nobody has finished yet."""
    still = select(func.count()).select_from(tasks).where(tasks.c.done_at.is_(None))
    return int(connection.execute(still).scalar_one())


def count_open_mails(connection: Connection, since: int) -> int:
    """Return how many mails to staff were given up or came back since then, and nobody has looked at it."""
    mails = ("mail_failed", "staff_mail_returned")
    still = select(func.count()).select_from(tasks).where(tasks.c.done_at.is_(None), tasks.c.made_at >= since)
    return int(connection.execute(still.where(tasks.c.kind.in_(mails))).scalar_one())


def finish(connection: Connection, task: int, by: str, now: int) -> bool:
    """Note that `by` has dealt with a task; False where it is none, or done already."""
    return connection.execute(_FINISH, {"which": task, "by": by, "now": now}).rowcount == 1


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Forget tasks that were done before this time; returns how many."""
    old = select(tasks.c.id).where(tasks.c.done_at < before).limit(most)
    return connection.execute(delete(tasks).where(tasks.c.id.in_(old))).rowcount
