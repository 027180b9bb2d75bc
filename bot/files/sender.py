"""Carry out the order to get a file: fetch it, look at it, then store it sealed and tell of it at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bot.channels import Contents, NoContent, Owed, Persistence, Receipt, SendError
from bot.fetch_orders import FetchOrder
from bot.files import reports
from bot.files.kinds import kind_of
from bot.files.scanner import Scan
from bot.store import fetches, files, inbox
from bot.store.engine import Database
from bot.store.errors import StoreError
from bot.store.files import SealedFile
from bot.store.inbox import NewEvent
from bot.store.sealing import Seal
from bot.store.sources import message_key
from handlers.files.limits import LARGEST

_HOUR_MS = 3_600_000
PATIENCE_MS = 22 * _HOUR_MS
"""A file that could not be had for so long is not waited for any more, and its sender is told."""

AT_ONCE = 2
"""So many files are fetched at once: to seal one takes eight times its size in memory."""


class FileSender:
    """Implements `bot.channels.Sender`: what is "sent" is an order to ourselves."""

    # The last try comes after the patience is over, so that there is an end that the person hears of.
    persistence: Final = Persistence(longest_wait=5 * 60_000, given_up_after=PATIENCE_MS + 2 * _HOUR_MS)

    def __init__(self, contents: Contents, scan: Scan, database: Database, seal: Seal) -> None:
        self._contents = contents
        self._scan = scan
        self._database = database
        self._seal = seal
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def send(self, owed: Owed, now: int) -> Receipt:
        """Get one file and store it, or that there is none and why. Raises SendError to be called again."""
        order = FetchOrder.read(owed.body)
        with self._place():
            try:
                file = self._fetched(order)
            except NoContent as refused:
                return self._tell(owed, order, None, reports.turned_down(order, refused.why), now)
            except SendError:
                if now < owed.created_at + PATIENCE_MS:
                    raise
                return self._tell(owed, order, None, reports.turned_down(order, "unavailable"), now)
            return self._tell(owed, order, file, reports.arrived(order, file), now)

    @contextmanager
    def _place(self) -> Iterator[None]:
        # Nobody waits here: the other senders' threads are for messages, which people are waiting for.
        if not self._places.acquire(blocking=False):
            raise SendError("too many files at once")
        try:
            yield
        finally:
            self._places.release()

    def _fetched(self, order: FetchOrder) -> SealedFile:
        content = self._contents.fetch(order.message_id, LARGEST)
        media_type = kind_of(content)
        if media_type is None:
            raise NoContent("wrong_type")
        if not self._scan(content):
            raise NoContent("unsafe")
        key = message_key(order.lane, order.message_id, self._seal)
        return files.sealed(order.number, order.file_id, key, media_type, content, order.name, self._seal)

    def _tell(
        self, owed: Owed, order: FetchOrder, file: SealedFile | None, payload: bytes, now: int
    ) -> Receipt:
        event_id = fetches.event_id(order.file_id)
        sealed = self._seal.close(payload, inbox.place_of(event_id))
        event = NewEvent(event_id, fetches.CHANNEL, order.lane, sealed, now)
        try:
            with self._database.write(wake_workers=True) as connection:
                fetches.settle(connection, owed.id, event, file, now)
        except StoreError as error:
            raise SendError(type(error).__name__) from None
        return Receipt("fetched")
