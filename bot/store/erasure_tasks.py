"""Requests of staff that somebody be forgotten here, from when one is made until it is carried out.

A request's id becomes the certificate of the erasure, so that the record of that (`erasures`) tells the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import orjson
from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update

from bot.store import erasures as erasures_store
from bot.store.erasures import Erasure
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import erasure_tasks, erasures, staff_acts

Basis = Literal["item", "other"]
"""A ticket's right to deletion was granted, or the person asked another way."""
State = Literal["asked", "running", "done", "dropped", "refused"]
MOST = 100


@dataclass(frozen=True, slots=True)
class Words:
    """What staff wrote: how the person asked, and what is to be done in other systems."""

    how: str = ""
    checklist: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureTask:
    """One request. `words` is None where our keys do not open it. Times are milliseconds since 1970, UTC.

    `ended_at` is when it was carried out or dropped; `why` is the word of a refusal.
    """

    id: str
    number: str
    lane: str
    basis: Basis
    words: Words | None
    asked_by: str
    asked_at: int
    approved_by: str | None = None
    approved_at: int | None = None
    dropped_by: str | None = None
    ended_at: int | None = None
    state: State = "asked"
    why: str = ""


_T = erasure_tasks.c
_ALL: Select[Any] = (
    select(
        erasure_tasks,
        erasures.c.at.label("erased_at"),
        staff_acts.c.result.label("result"),
        staff_acts.c.why.label("why"),
    )
    .outerjoin(erasures, erasures.c.certificate == _T.id)
    .outerjoin(staff_acts, staff_acts.c.id == _T.event)
)
_NEWEST = _ALL.order_by(_T.asked_at.desc(), _T.id)
_BY_ID = _ALL.where(_T.id == bindparam("which"))
_OF_LANE = _NEWEST.where(_T.lane == bindparam("whose"))


def place_of(task: str) -> str:
    """Return the place that the words of a request are sealed for."""
    return f"erasure-task:{task}"


def add(connection: Connection, task: ErasureTask, seal: Seal) -> bool:
    """Keep a new request; False where one of the same person is still open."""
    if any(one.state in {"asked", "running"} for one in of_lane(connection, task.lane, seal)):
        return False
    words = task.words or Words()
    told = orjson.dumps({"how": words.how, "checklist": words.checklist})
    row = {
        "id": task.id,
        "number": task.number,
        "lane": task.lane,
        "basis": task.basis,
        "sealed": seal.close(told, place_of(task.id)),
        "asked_by": task.asked_by,
        "asked_at": task.asked_at,
    }
    connection.execute(insert(erasure_tasks), row)
    return True


def find(connection: Connection, task: str, seal: Seal) -> ErasureTask | None:
    """Return a request by its id."""
    row = connection.execute(_BY_ID, {"which": task}).one_or_none()
    return _read(row, seal) if row else None


def newest(connection: Connection, seal: Seal) -> list[ErasureTask]:
    """Return the requests there are, the newest first."""
    return [_read(row, seal) for row in connection.execute(_NEWEST.limit(MOST))]


def of_lane(connection: Connection, lane: str, seal: Seal) -> Sequence[ErasureTask]:
    """Return the requests about one person, the newest first."""
    return [_read(row, seal) for row in connection.execute(_OF_LANE, {"whose": lane})]


def erasure_of(connection: Connection, task: str) -> Erasure | None:
    """Return what was erased; None where nothing was yet."""
    row = connection.execute(_ERASURE, {"which": task}).one_or_none()
    return erasures_store.read(row) if row else None


_ERASURE = select(erasures).where(erasures.c.certificate == bindparam("which"))
_STILL_ASKED = (
    _T.id == bindparam("which"),
    _T.approved_by.is_(None),
    _T.dropped_by.is_(None),
)


def approve(connection: Connection, task: str, by: str, event: str, now: int) -> bool:
    """Note who agreed, and by which act it is carried out; False where it is not open, or was their own."""
    agreed = update(erasure_tasks).where(*_STILL_ASKED, _T.asked_by != by)
    values = {"approved_by": by, "approved_at": now, "event": event}
    return connection.execute(agreed.values(**values), {"which": task}).rowcount == 1


def drop(connection: Connection, task: str, by: str, now: int) -> bool:
    """End a request without erasing anything; False where it is not open any more."""
    ended = update(erasure_tasks).where(*_STILL_ASKED)
    return connection.execute(ended.values(dropped_by=by, dropped_at=now), {"which": task}).rowcount == 1


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Forget requests that were made before this time; returns how many."""
    old = select(_T.id).where(_T.asked_at < before).limit(most)
    return connection.execute(delete(erasure_tasks).where(_T.id.in_(old))).rowcount


def _read(row: Row[Any], seal: Seal) -> ErasureTask:
    state = _state(row)
    return ErasureTask(
        id=row.id,
        number=row.number,
        lane=row.lane,
        basis=cast("Basis", row.basis),
        words=_words(row, seal),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        dropped_by=row.dropped_by,
        ended_at=row.erased_at or row.dropped_at,
        state=state,
        why=row.why or "" if state == "refused" else "",
    )


def _state(row: Row[Any]) -> State:
    if row.erased_at is not None:
        return "done"
    if row.dropped_by is not None:
        return "dropped"
    if row.result == "refused":
        return "refused"
    return "running" if row.approved_by is not None else "asked"


def _words(row: Row[Any], seal: Seal) -> Words | None:
    try:
        return Words(**orjson.loads(seal.open(row.sealed, place_of(row.id))))
    except WrongSeal:
        return None
