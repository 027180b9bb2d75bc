"""Group commit: everything that arrives while one commit is under way goes into the next one."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence

from bot.store import inbox
from bot.store.engine import Database
from bot.store.errors import StoreBusy, StoreDown, StoreError
from bot.store.inbox import NewEvent

CAPACITY = 1_000
PATIENCE = 1.5  # seconds; LINE gives up on a webhook after two
# While a crowd arrives, each commit waits this long for more of it: a commit costs as much as ten inserts,
# and without the wait the next one starts with the two or three events that came first. Seconds.
_GATHERING = 0.001


class _Batch:
    def __init__(self) -> None:
        self.events: list[NewEvent] = []
        self.ended = threading.Event()
        self.error: StoreError | None = None


class Intake:
    """Stores events durably for many threads at once, with one commit for all that wait."""

    def __init__(self, database: Database, capacity: int = CAPACITY, patience: float = PATIENCE) -> None:
        self._database = database
        self._capacity = capacity
        self._patience = patience
        self._changed = threading.Condition()
        self._open = _Batch()
        self._writer_of = 0

    def take(self, events: Sequence[NewEvent]) -> None:
        """Return when the events are stored and would survive a loss of power.

        Raises StoreBusy when too much waits or it takes too long (it may be stored later all the same),
        StoreDown when the database cannot be reached.
        """
        if not events:
            return
        with self._changed:
            batch = self._open
            # One webhook may be longer than all of the capacity; it must not be refused for ever.
            if batch.events and len(batch.events) + len(events) > self._capacity:
                raise StoreBusy("too much waits to be stored")
            batch.events.extend(events)
            self._start_writer()
            self._changed.notify()
        if not batch.ended.wait(self._patience):
            raise StoreBusy("storing takes too long")
        if batch.error:
            raise batch.error

    def _start_writer(self) -> None:
        # A thread does not live on in a forked process, so each process starts its own at the first event.
        if self._writer_of != os.getpid():
            self._writer_of = os.getpid()
            threading.Thread(target=self._write_for_ever, name="intake", daemon=True).start()

    def _write_for_ever(self) -> None:
        crowd = False
        while True:
            with self._changed:
                while not self._open.events:
                    self._changed.wait()
            if crowd:
                time.sleep(_GATHERING)
            with self._changed:
                batch, self._open = self._open, _Batch()
            crowd = len(batch.events) > 1
            self._store(batch)
            batch.ended.set()

    def _store(self, batch: _Batch) -> None:
        try:
            with self._database.write(wake_workers=True) as connection:
                inbox.put(connection, batch.events)
        except StoreError as error:
            batch.error = error
        except Exception as error:  # noqa: BLE001  # the writer must outlive whatever a database can raise
            batch.error = StoreDown(type(error).__name__)
