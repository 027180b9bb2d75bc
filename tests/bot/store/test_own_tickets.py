"""A person's own tickets are found by an index, open ones first, and nobody else's among them."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store import ticket_logs
from bot.store.engine import Database
from handlers.tickets.statuses import Move
from tests.bot.store.found import OTHER, own
from tests.bot.store.lodged import life_of, lodge, person
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY


def _day(number: int) -> datetime:
    return WEDNESDAY + timedelta(days=number)


def test_nobody_gets_a_ticket_of_somebody_else(database: Database) -> None:
    lodge(database, life_of("ana"))
    lodge(database, life_of("ben", number=OTHER))
    assert own(database, "ana") == {"ana": [NUMBER]}
    assert own(database, "ana", "ben", "cho") == {"ana": [NUMBER], "ben": [OTHER]}
    assert own(database, "", "an", "ana ", "%", "cho") == {}


def test_twenty_tickets_of_each_person_are_looked_at_open_ones_before_others_and_newest_first(
    database: Database,
) -> None:
    for lane in ("ana", "ben"):
        for day in range(23):
            life = life_of(lane, number=f"PR-2026-{lane.upper()}{day:03}", start=_day(day))
            if day == 22 or lane == "ben":
                life.move(Move.WITHDRAW, by=person(lane))
            lodge(database, life)
    found = own(database, "ana", "ben")
    assert found["ana"] == [f"PR-2026-ANA{day:03}" for day in range(21, 1, -1)]
    assert found["ben"] == [f"PR-2026-BEN{day:03}" for day in range(22, 2, -1)]


def test_to_look_for_nobodys_tickets_asks_the_store_nothing(database: Database) -> None:
    assert ticket_logs.own(None, ()) == {}  # type: ignore[arg-type]  # no connection is needed


def test_looking_for_somebodys_tickets_takes_the_index(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT number FROM tickets WHERE requester = 'ana' ORDER BY opened_at DESC"
        ).all()
    assert "ix_tickets_requester" in str(plan)
    assert "TEMP B-TREE" not in str(plan)
