"""What is wrong is named in words, with since when, and what can be tried again is tried once."""

from __future__ import annotations

import re
import shutil
from collections import namedtuple
from dataclasses import replace

import pytest

from bot.store import audit, inbox, outbox, readings, tasks
from bot.store.inbox import NewEvent
from bot.store.outbox import NewDebt
from bot.store.tables import EventState, OwedState
from bot.store.tables import inbox as inbox_table
from bot.store.tables import outbox as outbox_table
from bot.store.tables import readings as readings_table
from tests.console_desk import ConsoleDesk, member

MINUTE = 60_000


Room = namedtuple("Room", "free")  # as much of what `disk_usage` returns as is looked at


@pytest.fixture(autouse=True)
def admin(console: ConsoleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an admin look, at a machine with room."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(50_000_000_000))
    console.signs_in(member("admin"))


def test_a_disk_that_is_nearly_full_is_named(console: ConsoleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(90_000_000))
    page = console.page("/health")
    assert "Only 90.0 MB are free" in page
    assert "Things that somebody should look at: 1." in page


def set_aside(console: ConsoleDesk, event_id: str = "line:e1", payload: bytes = b"sealed") -> int:
    """Let an event fail for the last time; returns the task."""
    now = console.desk.clock()
    with console.desk.database.write() as connection:
        inbox.put(connection, [NewEvent(event_id, "line", "a" * 32, payload, now)])
        one = inbox.heads(connection, now, 1)[0]
        for attempts in range(inbox.LAST_ATTEMPT):
            inbox.failed(connection, replace(one, attempts=attempts), "ValueError", now)
        return tasks.open_tasks(connection)[-1].id


def fields(event: inbox.StoredEvent) -> dict[str, object]:
    return {name: getattr(event, name) for name in event.__slots__}


def given_up(console: ConsoleDesk, **values: object) -> int:
    """Let a mail be given up; returns the task."""
    now = console.desk.clock()
    with console.desk.database.write() as connection:
        outbox.owe(connection, [NewDebt("m1", outbox.MAIL, "b" * 32, b"sealed", None)], now)
        failed = {"state": OwedState.FAILED, "attempts": 9, "error": "recipient 550", "done_at": now}
        connection.execute(outbox_table.update().values(**{**failed, **values}))
        tasks.raise_task(connection, "mail_failed", "m1", None, now)
        return tasks.open_tasks(connection)[-1].id


def noted(console: ConsoleDesk) -> list[tuple[str, str | None]]:
    with console.desk.database.read() as connection:
        return [(one.what, one.ref) for one in audit.all_of(connection, console.desk.seal)]


def test_where_all_is_well_one_green_sentence_says_so(console: ConsoleDesk) -> None:
    page = console.page("/health")
    assert "No trouble found." in page
    assert "There is nothing to look at" in page


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Is a worker running?"), ("ja", "worker）が動いているかご確認ください")]
)
def test_an_event_that_nobody_decides_is_named(console: ConsoleDesk, language: str, said: str) -> None:
    console.signs_in(member("admin", language="ja" if language == "ja" else "en"))
    with console.desk.database.write() as connection:
        late = console.desk.clock() - 2 * MINUTE
        inbox.put(connection, [NewEvent("line:e1", "line", "a" * 32, b"sealed", late)])
    assert said in console.page("/health")


def test_a_channel_that_fails_is_named_with_since_when_and_why(console: ConsoleDesk) -> None:
    with console.desk.database.write() as connection:
        outbox.owe(
            connection,
            [NewDebt("m1", outbox.MAIL, "b" * 32, b"sealed", None)],
            console.desk.clock() - 5 * MINUTE,
        )
        connection.execute(outbox_table.update().values(attempts=2, error="connect"))
    assert re.search(
        r"Sending mail fails\. Waiting since 20\S+ \S+: 1 \(connect\)\.", console.page("/health")
    )


@pytest.mark.parametrize(
    ("ago", "why", "said"),
    [
        (0, None, "Incoming mail is read"),
        (0, "login refused", "cannot be read since"),
        (11 * MINUTE, None, "Nobody has looked for incoming mail since"),
    ],
)
def test_the_mailbox_is_read_or_not_or_nobody_looks(
    console: ConsoleDesk, ago: int, why: str | None, said: str
) -> None:
    with console.desk.database.write() as connection:
        readings.note(connection, "mailbox", console.desk.clock() - ago, why=why)
    assert said in console.page("/health")


def test_how_long_the_mailbox_is_down_counts_from_the_first_failure(console: ConsoleDesk) -> None:
    with console.desk.database.write() as connection:
        for at, why in ((1, None), (2, "login"), (3, "connect")):
            readings.note(connection, "mailbox", at, why=why)
        reading = readings.latest(connection)["mailbox"]
    assert (reading.good, reading.since, reading.at, reading.why) == (False, 2, 3, "connect")


@pytest.mark.parametrize(
    ("used", "most", "said"),
    [
        (20, 200, "LINE messages left this month: 180 of 200"),
        (170, 200, "Only 30 of 200"),
        (200, 200, "used up"),
        (9, None, "have no limit"),
    ],
)
def test_the_month_s_quota_is_said(console: ConsoleDesk, used: int, most: int | None, said: str) -> None:
    with console.desk.database.write() as connection:
        readings.note(connection, "quota", console.desk.clock(), amount=used, most=most)
    assert said in console.page("/health")


def test_an_event_set_aside_is_tried_again_once_and_that_is_in_the_record(console: ConsoleDesk) -> None:
    task = set_aside(console)
    assert "set aside" in console.page("/health")
    console.sends(f"/health/{task}/retry")
    with console.desk.database.read() as connection:
        row = connection.execute(inbox_table.select()).one()
        assert tasks.open_tasks(connection) == []
    assert (row.state, row.attempts) == (EventState.READY, 0)
    assert noted(console) == [("event_retried", f"event_set_aside {task}")]
    console.sends(f"/health/{task}/retry", 404)


def test_a_mail_that_was_given_up_is_owed_again(console: ConsoleDesk) -> None:
    task = given_up(console)
    console.sends(f"/health/{task}/retry")
    with console.desk.database.read() as connection:
        row = connection.execute(outbox_table.select()).one()
    assert (row.state, row.attempts, row.error) == (OwedState.READY, 0, None)
    assert noted(console) == [("message_retried", f"mail_failed {task}")]


@pytest.mark.parametrize(
    "values",
    [
        {"body": None},
        {"notices": "7"},
        {"channel": "line", "outcome_unknown": True},
        {"state": OwedState.SENT},
    ],
    ids=["words are gone", "goes another way already", "may have arrived", "was sent"],
)
def test_what_might_be_said_twice_is_not_tried_again(console: ConsoleDesk, values: dict[str, object]) -> None:
    task = given_up(console, **values)
    assert "Try again" not in console.page("/health")
    console.sends(f"/health/{task}/retry")
    assert "This cannot be tried again." in console.page("/health")
    with console.desk.database.read() as connection:
        assert connection.execute(outbox_table.select()).one().state != OwedState.READY
        assert len(tasks.open_tasks(connection)) == 1
    assert noted(console) == []


def test_what_somebody_dealt_with_is_off_the_list_and_says_who(console: ConsoleDesk) -> None:
    task = given_up(console, body=None)
    console.sends(f"/health/{task}/done")
    assert "There is nothing to look at" in console.page("/health")
    assert noted(console) == [("task_finished", f"mail_failed {task}")]


@pytest.mark.parametrize(("role", "status"), [("caseworker", 200), ("approver", 200), ("auditor", 403)])
def test_who_may_look(console: ConsoleDesk, role: str, status: int) -> None:
    console.signs_in(member(role))
    console.page("/health", status)


def test_nothing_that_somebody_wrote_is_on_the_page(console: ConsoleDesk) -> None:
    set_aside(console, payload=b"what somebody wrote")
    assert "what somebody wrote" not in console.page("/health")
    with console.desk.database.read() as connection:
        assert connection.execute(readings_table.select()).all() == []


@pytest.mark.parametrize("what", ["retry", "done"])
def test_a_number_that_no_store_has_is_no_page_and_no_error(console: ConsoleDesk, what: str) -> None:
    console.sends(f"/health/{10**20}/{what}", 404)
