"""Lists of tickets: what is due first comes first, and what is over is not open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import ticket_lists
from bot.store.engine import Database
from bot.store.ticket_lists import Listed
from bot.store.ticket_rows import milliseconds
from handlers.tickets.rights import Right
from handlers.tickets.statuses import OPEN, Move, Status
from tests.bot.store.lodged import life_of, lodge, person
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, Life, at

DAY = timedelta(days=1)


@pytest.fixture
def filled(database: Database) -> Database:
    """Give a store with a ticket of today, one of yesterday, one that was withdrawn, and a draft."""
    lodge(database, life_of("ana", Right.DELETION, Right.DISCLOSURE, number="PR-2026-000001"))
    lodge(database, life_of("ben", number="PR-2026-000002", start=WEDNESDAY - DAY))
    over = life_of("cho", number="PR-2026-000003", start=WEDNESDAY - 2 * DAY)
    lodge(database, over.move(Move.WITHDRAW, by=person("cho")))
    lodge(database, Life(Right.DISCLOSURE, number="PR-2026-000004", start=WEDNESDAY - 3 * DAY))
    return database


def numbers(listed: list[Listed]) -> list[int]:
    return [int(each.number[-6:]) for each in listed]


def test_everything_is_listed_newest_first(filled: Database) -> None:
    with filled.read() as connection:
        assert numbers(ticket_lists.everything(connection)) == [1, 2, 3, 4]


def test_open_ones_are_listed_by_due_date_and_drafts_last(filled: Database) -> None:
    with filled.read() as connection:
        assert numbers(ticket_lists.open_ones(connection)) == [2, 1, 4]


@pytest.mark.parametrize(("days", "late"), [(12.9, []), (13.1, [2]), (14.1, [2, 1]), (400, [2, 1])])
def test_overdue_is_what_is_open_after_its_legal_period(
    filled: Database, days: float, late: list[int]
) -> None:
    with filled.read() as connection:
        found = ticket_lists.overdue(connection, milliseconds(WEDNESDAY + timedelta(days=days)))
    assert numbers(found) == late


def test_the_rights_of_each_ticket_are_its_own_in_their_usual_order(filled: Database) -> None:
    with filled.read() as connection:
        first, second, *_ = ticket_lists.everything(connection)
    assert (first.rights, second.rights) == (("disclosure", "deletion"), ("disclosure",))
    assert (first.kind, first.status, first.assignee) == ("rights", "received", None)


@pytest.mark.parametrize("status", Status)
def test_open_is_what_somebody_still_has_to_do_with(database: Database, status: Status) -> None:
    lodge(database, at(status))
    with database.read() as connection:
        found = [each.number for each in ticket_lists.open_ones(connection)]
    assert found == ([NUMBER] if status in OPEN else [])


def test_open_ones_are_found_by_their_index(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT number FROM tickets WHERE open = 1 AND legal_due_at < 5"
        ).all()
    assert "ix_tickets_open" in str(plan)
