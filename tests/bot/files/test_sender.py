"""Carrying out a fetch: all or nothing, once, never so many that messages wait, and with an end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels import NoContent, Owed, SendError
from bot.dispatch import fetching
from bot.fetch_orders import FetchOrder
from bot.files import reports
from bot.files.scanner import PATIENCE
from bot.files.sender import AT_ONCE, PATIENCE_MS, FileSender
from bot.line.contents import WHOLE_SECONDS
from bot.store import fetches, files
from bot.store.engine import Database
from bot.store.errors import StoreDown
from bot.store.inbox import place_of
from bot.store.outbox import LEASE_MS, Debt
from bot.store.outbox import place_of as owed_place
from handlers.events import Event, FileArrived, FileTurnedDown
from handlers.files.fetch import Fetch
from tests.bot.store.attached import CONTENT, MESSAGE, call_off, rows
from tests.bot.store.lodged import SEAL, life_of, lodge
from tests.bot.store.rows import claim, head_ids, heads, owe
from tests.handlers.tickets.lives import NUMBER

NOW = 1_800_000_000_000


class FakeContents:
    """Implements `bot.channels.Contents`; `holds` is what the platform gives or raises."""

    def __init__(self, holds: bytes | Exception = CONTENT) -> None:
        self.holds = holds
        self.asked: list[tuple[str, int]] = []
        self.wait: Callable[[], object] = lambda: None

    def fetch(self, message_id: str, most: int) -> bytes:
        self.asked.append((message_id, most))
        self.wait()
        if isinstance(self.holds, Exception):
            raise self.holds
        return self.holds


@pytest.fixture
def debt(database: Database) -> Debt:
    """Give a fetch that is under way, as dispatch owes it."""
    lodge(database, life_of("ana"))
    fetch = Fetch(number=NUMBER, message_id=MESSAGE, file_id="f1", name="a.pdf")
    owe(database, *fetching.debts((fetch,), "ana", "line", "Uana", SEAL), now=NOW)
    (debt,) = claim(database, now=NOW)
    return debt


def owed(debt: Debt) -> Owed:
    body = SEAL.open(debt.body, owed_place(debt.dedupe))
    return Owed(debt.id, body, debt.retry_key, debt.attempts, debt.outcome_unknown, None, debt.created_at)


def sender(database: Database, contents: FakeContents, scan: Callable[[bytes], bool] = bool) -> FileSender:
    return FileSender(contents, scan, database, SEAL)


def told(database: Database) -> Event:
    """Return what the inbox tells of the fetch."""
    (event,) = heads(database, NOW)
    assert (event.source, event.lane) == (fetches.CHANNEL, "ana")
    payload = SEAL.open(event.payload, place_of(event.event_id))
    received = reports.read(payload, event.event_id, event.received_at)
    assert (received.to, received.answer_by, received.reply_token) == ("Uana", "line", None)
    return received.event


def test_the_order_is_carried_out_as_it_was_given(database: Database, debt: Debt) -> None:
    contents = FakeContents()
    assert sender(database, contents).send(owed(debt), NOW).how == "fetched"
    assert contents.asked == [(MESSAGE, 10 * 1024 * 1024)]
    event = told(database)
    assert isinstance(event, FileArrived)
    assert (event.number, event.file, event.media_type) == (NUMBER, "f1", "application/pdf")
    assert (event.size, event.digest) == (len(CONTENT), files.digest_of(CONTENT))
    with database.read() as connection:
        (stored,) = files.of_ticket(connection, NUMBER, SEAL)
        assert files.content(connection, NUMBER, "f1", SEAL) == CONTENT
        assert files.files_from(connection, "ana", MESSAGE, SEAL) == ((NUMBER, "f1"),)
    assert (stored.name, stored.digest, stored.kept_at) == ("a.pdf", event.digest, NOW)


@pytest.mark.parametrize(
    ("holds", "clean", "why"),
    [
        (b"no kind of ours", True, "wrong_type"),
        (CONTENT, False, "unsafe"),
        (NoContent("gone"), True, "gone"),
        (NoContent("too_large"), True, "too_large"),
    ],
)
def test_what_is_not_kept_is_told_and_nothing_of_it_stored(
    database: Database, debt: Debt, holds: bytes | Exception, clean: bool, why: str
) -> None:
    assert sender(database, FakeContents(holds), lambda _: clean).send(owed(debt), NOW).how == "fetched"
    event = told(database)
    assert isinstance(event, FileTurnedDown)
    assert (event.number, event.why, rows(database)) == (NUMBER, why, [])


def test_only_what_may_be_kept_is_scanned(database: Database, debt: Debt) -> None:
    def scan(_: bytes) -> bool:
        raise AssertionError("this is no file that may be kept")

    sender(database, FakeContents(b"no kind of ours"), scan).send(owed(debt), NOW)


def test_what_cannot_be_had_now_is_tried_again_and_in_the_end_told(database: Database, debt: Debt) -> None:
    failing = sender(database, FakeContents(SendError("status 202")))
    with pytest.raises(SendError, match="202"):
        failing.send(owed(debt), NOW + PATIENCE_MS - 1)
    assert head_ids(database, NOW + PATIENCE_MS) == []
    failing.send(owed(debt), NOW + PATIENCE_MS)
    (event,) = heads(database, NOW + PATIENCE_MS)
    assert event.event_id == "file:f1"


def test_a_last_try_always_comes_after_the_patience_is_over() -> None:
    persistence = FileSender.persistence
    assert PATIENCE_MS + 2 * persistence.longest_wait < persistence.given_up_after


def test_two_tries_at_once_keep_one_file_and_tell_of_it_once(database: Database, debt: Debt) -> None:
    contents = FakeContents()
    contents.wait = threading.Barrier(2).wait
    fetching_sender = sender(database, contents)
    with ThreadPoolExecutor(2) as threads:
        tries = [threads.submit(fetching_sender.send, owed(debt), NOW) for _ in range(2)]
        assert [one.result(20).how for one in tries] == ["fetched", "fetched"]
    assert (len(rows(database)), head_ids(database, NOW)) == (1, ["file:f1"])


def test_a_message_that_is_taken_back_while_it_is_fetched_leaves_nothing(
    database: Database, debt: Debt
) -> None:
    contents = FakeContents()
    contents.wait = lambda: call_off(database)
    assert sender(database, contents).send(owed(debt), NOW).how == "fetched"
    assert (rows(database), head_ids(database, NOW)) == ([], [])


def test_when_the_store_is_down_it_is_tried_again(
    database: Database, debt: Debt, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = sender(database, FakeContents())
    with monkeypatch.context() as broken:
        broken.setattr("bot.files.sender.fetches.settle", _down)
        with pytest.raises(SendError, match="StoreDown"):
            working.send(owed(debt), NOW)
    working.send(owed(debt), NOW)
    assert len(rows(database)) == 1


def _down(*_: object) -> None:
    raise StoreDown("OperationalError")


def test_files_never_take_all_the_senders(database: Database, debt: Debt) -> None:
    """One more than may be at once is tried later, and the place is free again afterwards."""
    contents, full, go_on = FakeContents(), threading.Semaphore(0), threading.Event()

    def wait() -> None:
        full.release()
        assert go_on.wait(20)

    contents.wait = wait
    busy = sender(database, contents)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        tries = [threads.submit(busy.send, owed(debt), NOW) for _ in range(AT_ONCE)]
        for _ in range(AT_ONCE):
            assert full.acquire(timeout=20)
        with pytest.raises(SendError, match="too many files at once"):
            busy.send(owed(debt), NOW)
        go_on.set()
        for one in tries:
            one.result(20)
    assert busy.send(owed(debt), NOW).how == "fetched"


def test_an_order_can_be_read_back_and_holds_no_more_than_is_needed() -> None:
    order = FetchOrder(
        lane="ana", source="line", to="Uana", number=NUMBER, message_id="1", file_id="f1", name="私の.pdf"
    )
    assert FetchOrder.read(order.written()) == order


def test_a_fetch_ends_within_its_lease() -> None:
    assert (WHOLE_SECONDS + PATIENCE) * 1_000 < LEASE_MS
