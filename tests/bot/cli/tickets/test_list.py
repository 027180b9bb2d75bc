"""`tickets list`: who has how long, aligned for people and whole for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.store.engine import Database
from tests.bot.cli.conftest import Run
from tests.bot.cli.tickets.three_tickets import OTHER
from tests.handlers.tickets.lives import NUMBER


def listed(run: Run, *options: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(run("tickets", "list", "--json", *options).stdout)["tickets"]
    return told


def test_the_list_is_aligned_and_says_how_long_there_is(filled: Database, run: Run) -> None:
    assert run("tickets", "list").stdout.splitlines() == [
        "NUMBER          KIND    RIGHTS                STATUS     RECEIVED          DUE               DAYS",
        "PR-2026-7QK3FX  rights  disclosure, deletion  received   2026-04-01 09:00  2026-04-15 09:00  4",
        "PR-2026-000009  rights  disclosure            received   2026-03-27 09:00  2026-04-10 09:00  -1",
        "PR-2026-000123  rights  disclosure            withdrawn  2026-03-02 09:00  2026-03-16 09:00  -",
    ]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ((), [NUMBER, "PR-2026-000009", OTHER]),
        (("--open",), ["PR-2026-000009", NUMBER]),
        (("--overdue",), ["PR-2026-000009"]),
    ],
)
def test_the_list_can_be_of_open_or_of_overdue_tickets_alone(
    filled: Database, run: Run, options: tuple[str, ...], numbers: list[str]
) -> None:
    assert [each["number"] for each in listed(run, *options)] == numbers


def test_the_list_for_programs_has_times_in_utc(filled: Database, run: Run) -> None:
    first = listed(run)[0]
    assert first == {
        "number": NUMBER,
        "kind": "rights",
        "rights": ["disclosure", "deletion"],
        "status": "received",
        "open": True,
        "received_at": "2026-04-01T00:00:00+00:00",
        "legal_due_at": "2026-04-15T00:00:00+00:00",
        "days_left": 4,
        "assignee": None,
    }


def test_where_there_are_no_tickets_the_list_is_empty(store: Database, run: Run) -> None:
    assert listed(run) == []
    assert len(run("tickets", "list").stdout.splitlines()) == 1
