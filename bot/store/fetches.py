"""Files still to be fetched from the platform: rows of the outbox, until the inbox has how it ended."""

from __future__ import annotations

from sqlalchemy import Connection, String, cast, null, select, update

from bot.store import files, inbox
from bot.store.files import SealedFile
from bot.store.inbox import NewEvent
from bot.store.outbox import FILE, FREE
from bot.store.sealing import Seal
from bot.store.sources import message_key
from bot.store.tables import EventState, OwedState
from bot.store.tables import inbox as inbox_table
from bot.store.tables import outbox as outbox_table

CHANNEL = FILE  # of the rows, and the source of the events that tell how they ended


def dedupe(lane: str, message_id: str, seal: Seal) -> str:
    """Return what a fetch is known by: what one message holds is fetched once."""
    return f"{CHANNEL}:{message_key(lane, message_id, seal)}"


def allow_again(connection: Connection, lane: str, message_id: str, seal: Seal) -> None:
    """Let what a message holds be fetched once more, where that ended and nothing of it is kept.

    Else whoever adds again what was turned down would be told that we have it, and then nothing.
    """
    if files.files_from(connection, lane, message_id, seal):
        return
    known = dedupe(lane, message_id, seal)
    ended = update(outbox_table).where(outbox_table.c.dedupe == known, outbox_table.c.state == OwedState.SENT)
    connection.execute(ended.values(dedupe=f"{known}:" + cast(outbox_table.c.id, String)))


def event_id(file_id: str) -> str:
    """Return the id of the event that tells how a fetch ended; there is one for each file."""
    return f"{CHANNEL}:{file_id}"


def settle(connection: Connection, row: int, event: NewEvent, file: SealedFile | None, now: int) -> bool:
    """Write how the fetch of this row ended, and the file where there is one; done twice, it is done once.

    Returns False, and writes nothing, where the fetch was called off meanwhile. Raises StoreError.
    """
    # Locked, so that two tries and a message being taken back come one after the other.
    found = select(outbox_table.c.state).where(outbox_table.c.id == row).with_for_update()
    if connection.execute(found).scalar_one_or_none() in {None, OwedState.CANCELLED}:
        return False
    told = select(inbox_table.c.id).where(inbox_table.c.event_id == event.event_id)
    if connection.execute(told).first() is not None:
        return True
    if file is not None:
        files.keep(connection, file, now)
    # Last, for on PostgreSQL every webhook waits for it until this transaction ends.
    inbox.put(connection, [event])
    return True


def call_off(connection: Connection, lane: str, message_id: str, now: int, seal: Seal) -> bool:
    """Call off the fetch of a message that its sender took back; returns whether one was under way.

    What was fetched already is `files.erase_from`; the event that would tell of it is dropped here.
    """
    waiting = (
        update(outbox_table)
        .where(
            outbox_table.c.dedupe == dedupe(lane, message_id, seal),
            outbox_table.c.state.in_((OwedState.READY, OwedState.LEASED, OwedState.FAILED)),
        )
        .values(state=OwedState.CANCELLED, body=null(), done_at=now, **FREE)
    )
    called_off = connection.execute(waiting).rowcount > 0
    ids = [event_id(file_id) for _, file_id in files.files_from(connection, lane, message_id, seal)]
    told = select(inbox_table.c.id).where(
        inbox_table.c.event_id.in_(ids), inbox_table.c.state != EventState.DONE
    )
    rows = list(connection.execute(told).scalars()) if ids else []
    if rows:
        inbox.erase(connection, rows, now)
    return called_off
