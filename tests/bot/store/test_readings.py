"""What processes saw last is one row for each thing, with since when it is as it is."""

from __future__ import annotations

from bot.store import readings
from bot.store.engine import Database
from bot.store.readings import Reading


def test_the_newest_look_counts_and_since_is_when_it_changed(database: Database) -> None:
    looks = ((1, "login"), (2, "connect"), (3, None), (4, None))
    found = []
    for now, why in looks:
        with database.write() as connection:
            readings.note(connection, "mailbox", now, why=why)
            found.append(readings.latest(connection)["mailbox"])
    assert [(one.good, one.why, one.since, one.at) for one in found] == [
        (False, "login", 1, 1),
        (False, "connect", 1, 2),
        (True, None, 3, 3),
        (True, None, 3, 4),
    ]


def test_what_runs_out_says_how_much_of_how_much(database: Database) -> None:
    with database.write() as connection:
        readings.note(connection, "quota", 7, amount=30, most=200)
        assert readings.latest(connection) == {
            "quota": Reading(good=True, why=None, since=7, at=7, amount=30, most=200)
        }
