"""Intake: it returns only when an event is safe, or says in time that it is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select

from bot.store.engine import Connection, Database, PostgresDatabase, SqliteDatabase, open_database
from bot.store.errors import StoreBusy, StoreDown
from bot.store.intake import Intake
from bot.store.tables import inbox
from tests.bot.store.another_process import another_process
from tests.bot.store.rows import arrived, head_ids, put, stored_events

PATIENT = 30.0  # seconds; these tests wait for something that happens, never for time to pass


def address(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


@contextmanager
def held_up(database: Database) -> Iterator[None]:
    """Let no other writer through for the length of the block."""
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")
        yield


def wait_until_stored(database: Database, intake: Intake, ids: Sequence[str]) -> None:
    # Batches are stored one after the other, so a later event is proof that the earlier ones are through.
    intake._patience = PATIENT
    intake.take([arrived("later", lane="later")])
    assert [row.event_id for row in stored_events(database)] == [*ids, "later"]


def test_an_event_is_safe_for_everybody_to_see_when_the_intake_returns(database: Database) -> None:
    intake = Intake(database, patience=PATIENT)
    other = open_database(address(database))
    for number in range(5):
        intake.take([arrived(f"e{number}", lane=f"lane{number}")])
        assert head_ids(other) == [f"e{n}" for n in range(number + 1)]
    other.close()


def test_nothing_is_written_for_a_webhook_without_events(database: Database) -> None:
    with held_up(database):
        Intake(database, patience=0).take([])


def test_events_of_many_threads_are_all_stored_in_the_order_of_each(database: Database) -> None:
    intake = Intake(database, patience=PATIENT)
    start = threading.Barrier(16)

    def store(number: int) -> None:
        start.wait(PATIENT)
        for event in range(10):
            intake.take([arrived(f"{number}.{event}.{part}", lane=f"lane{number}") for part in range(2)])

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(store, range(16)))
    for number in range(16):
        stored = [row.event_id for row in stored_events(database) if row.lane == f"lane{number}"]
        assert stored == [f"{number}.{event}.{part}" for event in range(10) for part in range(2)]


def test_what_arrives_during_a_commit_goes_into_the_next_one_together(database: Database) -> None:
    commits = Counted(database)
    intake = Intake(commits, patience=PATIENT)  # type: ignore[arg-type]  # only `write` is used
    with ThreadPoolExecutor(8) as threads:
        with held_up(database):
            first = threads.submit(intake.take, [arrived("first")])
            assert commits.begun.wait(PATIENT)
            rest = [threads.submit(intake.take, [arrived(f"e{number}")]) for number in range(7)]
            wait_for(intake, 7)
        for waiting in (first, *rest):
            waiting.result(PATIENT)
    assert commits.count == 2
    assert len(stored_events(database)) == 8


class Counted:
    """A store that counts the transactions that begin to write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.count = 0
        self.begun = threading.Event()

    @contextmanager
    def write(self, *, wake_workers: bool) -> Iterator[Connection]:
        self.count += 1
        self.begun.set()
        with self._database.write(wake_workers=wake_workers) as connection:
            yield connection


def wait_for(intake: Intake, waiting: int) -> None:
    """Wait until so many events are in the batch that is still open."""
    with intake._changed:
        while len(intake._open.events) < waiting:
            # Whoever adds an event notifies; the writer is busy and does not take the notice.
            assert intake._changed.wait(PATIENT)


def test_a_full_intake_refuses_at_once_and_keeps_what_it_accepted(database: Database) -> None:
    commits = Counted(database)
    intake = Intake(commits, capacity=3, patience=PATIENT)  # type: ignore[arg-type]  # only `write` is used
    with ThreadPoolExecutor(2) as threads:
        with held_up(database):
            first = threads.submit(intake.take, [arrived("writing", lane="x")])
            assert commits.begun.wait(PATIENT)
            second = threads.submit(intake.take, [arrived("a1"), arrived("a2")])
            wait_for(intake, 2)
            with pytest.raises(StoreBusy, match="too much waits"):
                intake.take([arrived("refused"), arrived("refused too")])
        for accepted in (first, second):
            accepted.result(PATIENT)
    assert [row.event_id for row in stored_events(database)] == ["writing", "a1", "a2"]


def test_a_slow_store_is_reported_in_time_and_the_events_are_stored_later_all_the_same(
    database: Database,
) -> None:
    intake = Intake(database, patience=0.02)
    with held_up(database):
        for number in range(3):
            with pytest.raises(StoreBusy, match="takes too long"):
                intake.take([arrived(f"e{number}", lane=f"lane{number}")])
    wait_until_stored(database, intake, ["e0", "e1", "e2"])


@contextmanager
def sqlite_away(database: Database) -> Iterator[None]:
    assert isinstance(database, SqliteDatabase)
    database.close()
    aside = Path(f"{database.path}.aside")
    database.path.rename(aside)
    database.path.mkdir()
    yield
    database.path.rmdir()
    aside.rename(database.path)


@contextmanager
def postgres_away(database: Database) -> Iterator[None]:
    assert isinstance(database, PostgresDatabase)
    name = str(database.url.database)
    url = database.url.set(drivername="postgresql", database="postgres")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        server.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        yield
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())


def test_a_store_that_is_away_is_reported_and_used_again_when_it_is_back(database: Database) -> None:
    away = sqlite_away if isinstance(database, SqliteDatabase) else postgres_away
    intake = Intake(database, patience=PATIENT)
    intake.take([arrived("before")])
    with away(database):
        for _ in range(2):
            with pytest.raises(StoreDown):
                intake.take([arrived("lost")])
    intake.take([arrived("after")])
    assert [row.event_id for row in stored_events(database)] == ["before", "after"]


def test_an_event_that_the_database_refuses_is_reported_and_the_next_ones_are_stored(
    database: Database,
) -> None:
    intake = Intake(database, patience=PATIENT)
    with pytest.raises(StoreDown):
        intake.take([arrived("no lane", lane=None)])  # type: ignore[arg-type]  # what a bug could do
    intake.take([arrived("next")])
    assert [row.event_id for row in stored_events(database)] == ["next"]


FORKS = """
import os, sys
from bot.store.engine import open_database
from bot.store.inbox import NewEvent
from bot.store.intake import Intake

intake = Intake(open_database(sys.argv[1]), patience=30)
def take(who, count):
    for number in range(count):
        intake.take([NewEvent(f"{who}{number}", "line", who, b"", 0)])
take("before", 1)
child = os.fork()
if child == 0:
    take("child", 50)
    os._exit(0)
take("parent", 50)
print(os.waitpid(child, 0)[1], flush=True)
"""


def test_the_intake_works_in_a_forked_process_and_in_its_parent_at_once(database: Database) -> None:
    with another_process(FORKS, address(database)) as process:
        assert process.hear() == "0"
        assert process.close() == 0
    lanes = [row.lane for row in stored_events(database)]
    assert {lane: lanes.count(lane) for lane in set(lanes)} == {"before": 1, "child": 50, "parent": 50}


def test_an_event_that_comes_again_is_taken_and_not_stored_again(database: Database) -> None:
    put(database, arrived("e1"))
    Intake(database, patience=PATIENT).take([arrived("e1"), arrived("e1")])
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(inbox)).scalar_one() == 1
