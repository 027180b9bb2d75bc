"""When tickets are looked at: written with every change, found by an index, by one process at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import ticket_check, ticket_timers
from bot.store.engine import Database
from bot.store.tables import tickets
from bot.store.ticket_check import Flaw
from bot.store.ticket_rows import milliseconds, not_before
from handlers.tickets import warnings
from handlers.tickets.actors import SYSTEM
from handlers.tickets.statuses import Move
from tests.bot.store.lodged import SEAL, append, change, life_of, lodge, person
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, Life

OTHER, THIRD = "PR-2026-000123", "PR-2026-000124"
DAY_MS = 24 * 3_600_000
BEGUN = milliseconds(WEDNESDAY)


def verifying(lane: str = "ana", number: str = NUMBER) -> Life:
    return life_of(lane, number=number).move(Move.VERIFY, by=SYSTEM)


def next_at(database: Database, number: str = NUMBER) -> int | None:
    with database.read() as connection:
        found: int | None = connection.execute(
            select(tickets.c.next_at).where(tickets.c.number == number)
        ).scalar_one()
        return found


def due(database: Database, now: int, most: int = 10) -> list[str]:
    with database.write() as connection:
        return ticket_timers.due(connection, now, most)


def look_at(database: Database, number: str, then: int | None) -> None:
    with database.write() as connection:
        ticket_timers.look_at(connection, number, then)


def warned_at(life: Life) -> int:
    """Return when staff are first warned of a deadline."""
    at = warnings.next_at(life.events)
    assert at is not None
    return not_before(at)


def test_a_ticket_is_written_with_when_it_is_looked_at_and_each_change_writes_it_anew(
    database: Database,
) -> None:
    life = lodge(database, life_of("ana"))
    assert next_at(database) == warned_at(life)
    done = len(life.events)
    append(database, change(life.move(Move.VERIFY, by=SYSTEM), done=done))
    assert next_at(database) == BEGUN + DAY_MS
    done = len(life.events)
    append(database, change(life.move(Move.WITHDRAW, by=person("ana")), done=done))
    assert next_at(database) == BEGUN + 365 * DAY_MS


def test_a_time_between_two_milliseconds_has_come_with_the_second() -> None:
    assert not_before(WEDNESDAY) == BEGUN
    assert not_before(WEDNESDAY + timedelta(microseconds=1)) == BEGUN + 1
    assert not_before(WEDNESDAY + timedelta(microseconds=1000)) == BEGUN + 1


def test_what_is_due_longest_comes_first_and_what_is_not_due_not_at_all(database: Database) -> None:
    for number, then in ((NUMBER, 30), (OTHER, 10), (THIRD, 31)):
        lodge(database, life_of("ana", number=number))
        look_at(database, number, then)
    assert due(database, 30) == [OTHER, NUMBER]
    assert due(database, 31, most=1) == [OTHER]
    look_at(database, OTHER, None)
    assert due(database, 31) == [NUMBER, THIRD]


def test_a_row_from_before_there_were_timers_is_due_at_once(database: Database) -> None:
    lodge(database, verifying())
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE tickets SET next_at = 0")
    assert due(database, 0) == [NUMBER]


def test_what_one_process_deals_with_no_other_takes(postgresql_database: Database) -> None:
    lodge(postgresql_database, verifying())
    lodge(postgresql_database, verifying("ben", OTHER))
    now = BEGUN + DAY_MS
    with postgresql_database.write() as connection:
        (taken,) = ticket_timers.due(connection, now, 1)
        assert due(postgresql_database, now) == sorted({NUMBER, OTHER} - {taken})


def test_looking_for_what_is_due_takes_the_index(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT number FROM tickets WHERE next_at <= 5 ORDER BY next_at LIMIT 10"
        ).all()
    assert "ix_tickets_next_at" in str(plan)
    assert "TEMP B-TREE" not in str(plan)


@pytest.mark.parametrize("stored", [0, 5, BEGUN + 2 * DAY_MS])
def test_a_ticket_that_is_looked_at_sooner_or_later_than_its_log_says_is_whole(
    database: Database, stored: int
) -> None:
    lodge(database, verifying())
    look_at(database, NUMBER, stored)
    with database.read() as connection:
        assert ticket_check.check(connection, NUMBER, SEAL) is None


def test_a_ticket_that_would_never_be_looked_at_is_found(database: Database) -> None:
    lodge(database, verifying())
    look_at(database, NUMBER, None)
    with database.read() as connection:
        assert ticket_check.check(connection, NUMBER, SEAL) == Flaw(NUMBER, "row", detail="next_at")
