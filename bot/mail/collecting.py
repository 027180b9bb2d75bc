"""Collect mails from the mailbox for as long as the worker runs, whatever happens to the connection."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, field

from bot.channels import SendError
from bot.logs import logger
from bot.mail.incoming.limits import Limits
from bot.mail.ingest import Ingest
from bot.mail.mailbox import MailboxAddress, MailboxError, OpenMailbox, opened
from bot.store import mail_ledger, readings
from bot.store.engine import Database
from bot.store.errors import StoreError
from bot.store.mail_ledger import Place
from bot.store.mailbox_seat import MailboxSeat, take_mailbox_seat

LOOK_SECONDS = 60.0
"""Between two looks, also where the server tells of new mails by itself: of one that comes just before it is
asked to, it tells too early to be heard."""
STANDBY_SECONDS = 5.0
"""Between two looks whether the mailbox is free, while another worker reads it."""
_LONGEST_PAUSE = 300.0
_DAY_MS = 24 * 3_600_000
_HOUR_MS = 3_600_000


@dataclass(slots=True)
class Collector:
    """Takes what lies in a mailbox; `clock` tells milliseconds since 1970."""

    address: MailboxAddress
    ingest: Ingest
    database: Database
    clock: Callable[[], int]
    limits: Limits = field(default_factory=Limits)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _reconciled_at: int | None = None

    def stop(self) -> None:
        """Ask it to end; may be called from a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Collect until stopped; after each failure the pause before the next try is twice as long.

        While another worker reads the mailbox, only wait to take over.
        """
        pause = 1.0
        while not self._stopping.is_set():
            try:
                seat = take_mailbox_seat(self.database)
                if seat is None:
                    self._stopping.wait(STANDBY_SECONDS)
                    continue
                with closing(seat), opened(self.address) as box:
                    pause = 1.0
                    self._collect(box, seat)
            except (MailboxError, StoreError) as error:
                logger().warning("mailbox_failed", why=str(error), pause=pause)
                self._note(str(error))
            except Exception as error:  # noqa: BLE001  # collecting must outlive whatever a mailbox holds
                logger().error("mailbox_failed", error=error, pause=pause)
                self._note(type(error).__name__)
            self._stopping.wait(pause)
            pause = min(_LONGEST_PAUSE, 2 * pause)

    def look(self, box: OpenMailbox) -> int:
        """Take what is new in an open mailbox; returns how many mails were taken.

        New is what has no row yet and is unseen, or came after the first mail that has one: somebody else
        may have opened it. What was there before us and is read stays alone.
        """
        uids = box.uids()
        with self.database.read() as connection:
            known = mail_ledger.uids(connection, box.name)
        new = _new(uids, known, box.unseen())
        return sum(self._take(box, uid) for uid in new)

    def reconcile(self, box: OpenMailbox) -> bool:
        """Compare mailbox and ledger; returns whether every mail has a row, and in time an outcome."""
        now, uids = self.clock(), box.uids()
        with self.database.read() as connection:
            known = mail_ledger.uids(connection, box.name)
            undecided = mail_ledger.undecided_before(connection, now - _HOUR_MS)
        missing = len(_new(uids, known, box.unseen()))
        self._reconciled_at = now
        if missing or undecided:
            logger().error("mailbox_not_reconciled", missing=missing, undecided=undecided)
            return False
        logger().info("mailbox_reconciled", mails=len(uids), rows=len(known))
        return True

    def _collect(self, box: OpenMailbox, seat: MailboxSeat) -> None:
        """Collect while the seat is ours; were two to read for a moment, each mail is taken once."""
        while not self._stopping.is_set() and seat.held():
            self.look(box)
            self._note(None)
            if self._reconciled_at is None or self.clock() >= self._reconciled_at + _DAY_MS:
                self.reconcile(box)
            if box.idles:
                box.wait(LOOK_SECONDS)
            else:
                self._stopping.wait(LOOK_SECONDS)

    def _note(self, why: str | None) -> None:
        """Note for pages how the mailbox was found; None where it was read."""
        try:
            with self.database.write() as connection:
                readings.note(connection, "mailbox", self.clock(), why=why)
        except StoreError as error:  # collecting goes on without it
            logger().warning("mailbox_not_noted", why=type(error).__name__)

    def _take(self, box: OpenMailbox, uid: int) -> bool:
        """Take one mail, and mark it as seen only once it is safe."""
        place = Place(box.name, uid)
        raw = box.raw(uid, self.limits.mail + 1)
        try:
            self.ingest.take(raw, place)
        except SendError as error:  # a scanner that is not ready: the others need not wait for it
            logger().warning("mail_not_taken", uid=uid, why=str(error))
            return False
        box.mark_seen(uid)
        with self.database.write() as connection:
            mail_ledger.seen(connection, place, self.clock())
        return True


def _new(uids: Collection[int], known: Collection[int], unseen: Collection[int]) -> list[int]:
    """Return the UIDs of mails that are to be taken, the oldest first."""
    begun = min(known, default=None)
    return [
        uid for uid in uids if uid not in known and (uid in unseen or (begun is not None and uid > begun))
    ]
