"""`tickets tasks`: what failed is listed oldest first, until somebody has dealt with it."""

from __future__ import annotations

from bot.cli.start import open_store
from bot.settings import load
from bot.store import tasks
from tests.bot.cli.conftest import Run

NUMBER = "PR-2026-7QK3FX"
HOUR = 3_600_000


def test_what_is_to_be_looked_at_is_listed_with_its_ticket(run: Run) -> None:
    store = open_store(load())
    with store.write() as connection:
        tasks.raise_task(connection, "mail_failed", f"ticket:{NUMBER}:5:staff", NUMBER, 0)
        tasks.raise_task(connection, "event_set_aside", "01HX", None, HOUR)
        tasks.raise_task(connection, "notice_failed", "notice:7", NUMBER, 2 * HOUR)
        tasks.finish(connection, 3, "tanaka", 3 * HOUR)
    store.close()
    assert run("tickets", "tasks").stdout.splitlines() == [
        f"1\t1970-01-01 09:00\tmail_failed\t{NUMBER}\tticket:{NUMBER}:5:staff",
        "2\t1970-01-01 10:00\tevent_set_aside\t-\t01HX",
    ]
    assert run("tickets", "tasks", "--most", "1").stdout.splitlines()[-1] == "and 1 more"


def test_where_nothing_is_to_be_looked_at_nothing_is_said(run: Run) -> None:
    assert run("tickets", "tasks").stdout == ""
