"""Two workers at one PostgreSQL: the mailbox is open at one of them, and at the other when that one ends."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pytest

from bot.mail import collecting
from bot.mail.collecting import Collector
from bot.mail.ingest import Ingest
from bot.mail.mailbox import MailboxAddress, OpenMailbox
from bot.store.engine import Database, open_database
from bot.store.mailbox_seat import MailboxSeat, take_mailbox_seat

LONG = 30.0  # seconds; a wait that really takes so long is a failure
pytestmark = pytest.mark.postgres


class EmptyBox:
    """A mailbox without mails, whose server tells of new ones by itself."""

    name, idles = "INBOX/1", True

    def __init__(self, over: threading.Event) -> None:
        self._over = over

    def uids(self) -> list[int]:
        return []

    def unseen(self) -> set[int]:
        return set()

    def wait(self, seconds: float) -> None:
        self._over.wait(min(seconds, 0.05))


@contextmanager
def reading(database: Database, name: str) -> Iterator[Collector]:
    """Let a worker of this name read the mailbox, or stand by."""
    store = open_database(database.url.render_as_string(hide_password=False))
    address = MailboxAddress("localhost", 143, tls=False, user=name, password="", folder="INBOX")
    works = Collector(address, cast("Ingest", None), store, lambda: 0)
    thread = threading.Thread(target=works.run, daemon=True)
    thread.start()
    yield works
    works.stop()
    thread.join(LONG)
    assert not thread.is_alive()
    store.close()


def test_one_reads_and_when_it_ends_the_other_takes_over(
    postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: queue.Queue[str] = queue.Queue()
    over = threading.Event()
    looks = threading.Semaphore(0)

    @contextmanager
    def open_box(address: MailboxAddress) -> Iterator[OpenMailbox]:
        opened.put(address.user)
        yield cast("OpenMailbox", EmptyBox(over))

    def tried(database: Database) -> MailboxSeat | None:
        seat = take_mailbox_seat(database)
        if seat is None:
            looks.release()
        return seat

    monkeypatch.setattr(collecting, "opened", open_box)
    monkeypatch.setattr(collecting, "take_mailbox_seat", tried)
    monkeypatch.setattr(collecting, "STANDBY_SECONDS", 0.05)
    with reading(postgresql_database, "one") as first:
        assert opened.get(timeout=LONG) == "one"
        with reading(postgresql_database, "two"):
            assert looks.acquire(timeout=LONG), "the other has asked, and was refused"
            assert opened.empty()
            first.stop()
            assert opened.get(timeout=LONG) == "two"
