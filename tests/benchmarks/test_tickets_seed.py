"""The seeded store: its tickets are whole, as `tickets verify` would find, and its people have two each."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from benchmarks.tickets_seed import EVENTS, seed
from bot.store import ticket_check
from bot.store.tables import ticket_events, tickets
from tests.bot.store.lodged import SEAL
from tests.bot.store.opened import opened

COUNT = 60


def test_every_seeded_ticket_is_whole_and_every_person_has_two(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/madoguchi.db") as database:
        seed(database, COUNT)
        with database.read() as connection:
            numbers = ticket_check.numbers(connection)
            flaws = [ticket_check.check(connection, number, SEAL) for number in numbers]
            each = select(func.count()).select_from(tickets).group_by(tickets.c.requester)
            assert set(connection.execute(each).scalars()) == {2}
            events = connection.execute(select(func.count()).select_from(ticket_events)).scalar_one()
    assert (len(numbers), events) == (COUNT, COUNT * EVENTS)
    assert [flaw for flaw in flaws if flaw] == []
