"""Which messages people took back, noted for as long as ids of events are: one may come after its undoing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.sealing import Seal
from bot.store.sources import message_key
from bot.store.tables import EventState, inbox, written_out


def event_id(lane: str, message_id: str, seal: Seal) -> str:
    """Return what the note is known by: it tells nothing of the message."""
    return f"unsent:{message_key(lane, message_id, seal)}"


def _note(insert: Any) -> Insert:
    statement: Insert = insert(inbox).on_conflict_do_nothing(index_elements=["event_id"])
    return statement


_NOTE = {"sqlite": _note(sqlite.insert), "postgresql": _note(postgresql.insert)}


def note(connection: Connection, lane: str, source: str, message_id: str, now: int, seal: Seal) -> None:
    """Note that a message of this lane was taken back; done twice, it is noted once."""
    row = {
        "event_id": event_id(lane, message_id, seal),
        "source": source,
        "lane": lane,
        "state": EventState.TAKEN_BACK,
        "run_at": now,
        "received_at": now,
        "done_at": now,
    }
    connection.execute(_NOTE[connection.dialect.name], row)


_OF_LANES = select(inbox.c.event_id).where(
    inbox.c.lane.in_(bindparam("lanes", expanding=True)),
    inbox.c.state == written_out(EventState.TAKEN_BACK),
)


class TakenBack:
    """What the people of some lanes took back, looked up once and only when somebody asks."""

    def __init__(self, connection: Connection, lanes: Collection[str], seal: Seal) -> None:
        self._connection = connection
        self._lanes = list(lanes)
        self._seal = seal
        self._known: frozenset[str] | None = None

    def was(self, lane: str, message_id: str) -> bool:
        """Tell whether a message of one of these lanes was taken back."""
        if self._known is None:
            found = self._connection.execute(_OF_LANES, {"lanes": self._lanes})
            self._known = frozenset(found.scalars())
        return bool(self._known) and event_id(lane, message_id, self._seal) in self._known
