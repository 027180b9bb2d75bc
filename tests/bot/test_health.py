"""Health: whoever is on call sees whether the desk takes, decides and sends, and never what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.health import LATE_MS, health
from bot.store import chain_checks, tasks
from bot.store.chain_checks import ChainCheck
from bot.store.engine import Database, open_database
from bot.store.inbox import CRON
from bot.store.outbox import FILE, MAIL
from bot.store.outcomes import Failed
from tests.bot.store.opened import opened
from tests.bot.store.rows import arrived, claim, decide, fail_for_good, owe, owed, put, record

NOW = 1_800_000_000_000


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path}/madoguchi.db") as database:
        yield database


def browser(database: Database, now: int = NOW) -> FlaskClient:
    app = Flask("health")
    app.register_blueprint(health(database, lambda: now))
    return app.test_client()


def test_a_desk_with_nothing_to_do_is_ready(database: Database) -> None:
    answer = browser(database).get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json() == {
        "status": "ok",
        "lag_seconds": 0.0,
        "events_waiting": 0,
        "events_set_aside": 0,
        "messages_waiting": 0,
        "messages_failed": 0,
        "chains_broken": None,
        "tasks_open": 0,
    }


def test_what_somebody_has_to_look_at_is_counted_and_stops_nothing(database: Database) -> None:
    with database.write() as connection:
        tasks.raise_task(connection, "mail_failed", "e1:mail0", None, NOW)
    answer = browser(database).get("/readyz")
    assert (answer.status_code, answer.get_json()["tasks_open"]) == (200, 1)


@pytest.mark.parametrize("broken", [0, 3])
def test_what_the_newest_check_of_the_tickets_found_is_told_and_stops_nothing(
    database: Database, broken: int
) -> None:
    with database.write() as connection:
        chain_checks.keep(connection, ChainCheck(NOW, checked=9, broken=broken, ended_at=NOW))
    answer = browser(database).get("/readyz")
    assert (answer.status_code, answer.get_json()["chains_broken"]) == (200, broken)


def test_what_waits_and_what_failed_is_counted(database: Database) -> None:
    put(database, *(arrived(f"e{number}", lane=f"lane{number}", at=NOW - 2_500) for number in range(4)))
    decide(database, "e0")
    fail_for_good(database, "e1")
    owe(database, owed("a"), owed("b", lane="ben"), now=NOW - 1_000)
    (debt,) = claim(database, now=NOW, most=1)
    record(database, Failed(debt.id, "status 400", due=None))
    state = browser(database).get("/readyz").get_json()
    assert (state["status"], state["lag_seconds"]) == ("ok", 2.5)
    assert (state["events_waiting"], state["events_set_aside"]) == (2, 1)
    assert (state["messages_waiting"], state["messages_failed"]) == (1, 1)


@pytest.mark.parametrize(("age", "status"), [(LATE_MS - 1, 200), (LATE_MS, 503)])
@pytest.mark.parametrize("what", ["event", "message"])
def test_a_desk_that_lags_by_the_life_of_a_reply_token_is_not_ready(
    database: Database, what: str, age: int, status: int
) -> None:
    if what == "event":
        put(database, arrived("e1", at=NOW - age))
    else:
        owe(database, owed("e1:0"), now=NOW - age)
    answer = browser(database).get("/readyz")
    assert answer.status_code == status
    assert answer.get_json()["lag_seconds"] == round(age / 1_000, 1)


def test_work_of_ours_that_takes_long_is_no_lag(database: Database) -> None:
    put(database, replace(arrived("cron:chains:1", at=NOW - 10 * LATE_MS), source=CRON))
    state = browser(database).get("/readyz").get_json()
    assert (state["status"], state["lag_seconds"], state["events_waiting"]) == ("ok", 0.0, 1)


@pytest.mark.parametrize("channel", [MAIL, FILE])
@pytest.mark.parametrize(("overdue", "status"), [(-1, 200), (LATE_MS - 1, 200), (LATE_MS, 503)])
def test_a_mail_or_file_that_waits_for_its_next_try_is_no_lag_until_nobody_makes_it(
    database: Database, overdue: int, status: int, channel: str
) -> None:
    owe(database, replace(owed("e1:0"), channel=channel), now=NOW - 86_400_000)
    (debt,) = claim(database, now=NOW - 86_400_000)
    record(database, Failed(debt.id, "recipient 450", due=NOW - overdue))
    assert browser(database).get("/readyz").status_code == status


def test_a_clock_that_is_behind_makes_no_negative_lag(database: Database) -> None:
    put(database, arrived("e1", at=NOW + 5_000))
    answer = browser(database).get("/readyz")
    assert (answer.status_code, answer.get_json()["lag_seconds"]) == (200, 0.0)


def test_a_desk_without_tables_is_not_ready_and_says_what_to_do(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/madoguchi.db")
    answer = browser(database).get("/readyz")
    assert answer.status_code == 503
    assert "python -m bot migrate" in answer.get_json()["status"]
    database.close()


def test_a_store_that_is_down_is_not_ready_but_the_process_is_alive() -> None:
    client = browser(open_database("postgresql://nobody:secret@127.0.0.1:1/nowhere"))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "store down")
    assert "secret" not in answer.text
    assert client.get("/healthz").get_json() == {"status": "ok"}
