"""Who looks at a ticket is known while they do, and forgotten soon after."""

from __future__ import annotations

from bot.store import viewers
from bot.store.engine import Database

NUMBER, OTHER = "PR-2026-7QK3FX", "PR-2026-000000"


def _looks(database: Database, member: str, now: int, number: str = NUMBER) -> None:
    with database.write() as connection:
        viewers.look(connection, number, member, now)


def _others(database: Database, member: str, now: int) -> tuple[str, ...]:
    with database.read() as connection:
        return viewers.others(connection, NUMBER, member, now)


def test_everybody_else_is_seen_for_a_while_after_they_looked_last(database: Database) -> None:
    _looks(database, "aoki", 0)
    _looks(database, "mori", 10_000)
    _looks(database, "aoki", 30_000)
    _looks(database, "sato", 30_000, OTHER)
    assert _others(database, "mori", 40_000) == ("aoki",)
    assert _others(database, "ito", 54_999) == ("aoki", "mori")
    assert _others(database, "ito", 55_000) == ("aoki",)
    assert _others(database, "ito", 75_000) == ()


def test_who_looked_long_ago_is_forgotten(database: Database) -> None:
    _looks(database, "aoki", 0)
    _looks(database, "mori", 5_000)
    with database.write() as connection:
        assert viewers.forget_before(connection, 5_000, 10) == 1
        assert viewers.forget_before(connection, 5_000, 10) == 0
    assert _others(database, "ito", 5_001) == ("mori",)
