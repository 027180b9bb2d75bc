"""Acts of staff: put into the inbox with a row that tells what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.store import inbox
from bot.store.inbox import NewEvent
from bot.store.tables import staff_acts, tickets
from handlers.casework.acted import Acted

SOURCE = "console"
"""Of the events that acts become."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAct:
    """An act to be decided: its event's `id`, who did `what` with which ticket, and the sealed payload."""

    id: str
    staff: str
    number: str
    what: str
    lane: str
    payload: bytes


_LANE = select(tickets.c.requester).where(tickets.c.number == bindparam("whose"))


def lane_of(connection: Connection, number: str) -> str | None:
    """Return the requester's lane of a ticket; None where there is no such ticket."""
    return connection.execute(_LANE, {"whose": number}).scalar_one_or_none()


def put(connection: Connection, act: NewAct, now: int) -> None:
    """Put an act into the lane of its requester, behind what they did before."""
    row = {"id": act.id, "staff": act.staff, "number": act.number, "what": act.what, "at": now}
    connection.execute(insert(staff_acts), row)
    inbox.put(connection, [NewEvent(act.id, SOURCE, act.lane, act.payload, now)])


_SETTLE = (
    update(staff_acts)
    .where(staff_acts.c.id == bindparam("which"))
    .values(result=bindparam("became"), why=bindparam("because"))
)
_BECAME = select(staff_acts.c.result, staff_acts.c.why).where(staff_acts.c.id == bindparam("which"))


def settle(connection: Connection, act: str, acted: Acted) -> None:
    """Note what became of an act."""
    connection.execute(_SETTLE, {"which": act, "became": acted.result, "because": acted.why or None})


def became(connection: Connection, act: str) -> Acted | None:
    """Return what became of an act; None while nobody has decided about it."""
    row = connection.execute(_BECAME, {"which": act}).one_or_none()
    if row is None or row.result is None:
        return None
    return Acted(row.result, row.why or "")
