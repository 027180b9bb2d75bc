"""Links that are given out: only a digest is kept, and they end in time and after too many tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.store import downloads
from bot.store.downloads import Link, id_of
from bot.store.engine import Connection, Database
from bot.store.tables import downloads as table
from handlers.downloading.links import LIFE, MOST_OPENED, MOST_WRONG, NewLink
from handlers.tickets.actors import SYSTEM
from handlers.tickets.statuses import Move
from tests.bot.store.lodged import append, change, life_of, lodge, person
from tests.handlers.tickets.lives import NUMBER

NOW = 1_800_000_000_000
DAY_MS = 24 * 3_600_000
UNTIL = datetime.fromtimestamp(NOW / 1_000, UTC) + LIFE
LINK = NewLink(token="a" * 43, number=NUMBER, content="own_copy", until=UNTIL)


@pytest.fixture
def given(database: Database) -> Database:
    """Give a store in which ana has a ticket and a link to it."""
    lodge(database, life_of("ana"))
    keep(database, LINK)
    return database


def keep(database: Database, link: NewLink, lane: str = "ana", now: int = NOW) -> None:
    with database.write() as connection:
        downloads.keep(connection, lane, [link], now)


def find(database: Database, token: str = LINK.token, now: int = NOW) -> Link | None:
    with database.read() as connection:
        return downloads.find(connection, id_of(token), now)


def repeat(database: Database, count: Callable[[Connection, str], object], times: int) -> list[object]:
    with database.write() as connection:
        return [count(connection, id_of(LINK.token)) for _ in range(times)]


def test_a_link_is_found_by_its_token_and_the_token_is_kept_nowhere(given: Database) -> None:
    until = NOW + 7 * DAY_MS
    assert find(given) == Link(id_of(LINK.token), NUMBER, "ana", "own_copy", until, "ja")
    with given.read() as connection:
        held = repr(connection.execute(select(table)).all())
    assert LINK.token not in held


def test_another_token_finds_nothing(given: Database) -> None:
    assert find(given, "b" * 43) is None
    assert find(given, id_of(LINK.token)) is None


def test_a_link_ends_after_seven_days(given: Database) -> None:
    assert find(given, now=NOW + 7 * DAY_MS - 1) is not None
    assert find(given, now=NOW + 7 * DAY_MS) is None


def test_a_newer_link_to_the_same_ends_the_earlier_one(given: Database) -> None:
    keep(given, replace(LINK, token="b" * 43), now=NOW + 1)
    assert (find(given, now=NOW + 1), find(given, "b" * 43, NOW + 1) is None) == (None, False)


def test_a_newer_link_to_another_ticket_leaves_it_alone(given: Database) -> None:
    other = "PR-2026-000123"
    lodge(given, life_of("ana", number=other))
    keep(given, replace(LINK, token="b" * 43, number=other))
    assert find(given) is not None


def test_after_too_many_wrong_codes_a_link_works_no_more(given: Database) -> None:
    repeat(given, downloads.count_wrong, MOST_WRONG - 1)
    assert find(given) is not None
    repeat(given, downloads.count_wrong, 1)
    assert find(given) is None


def test_a_copy_can_be_fetched_only_so_often(given: Database) -> None:
    counted = repeat(given, downloads.count_opened, MOST_OPENED + 2)
    assert counted == [True] * MOST_OPENED + [False, False]


def test_a_link_of_somebody_elses_ticket_would_not_work(given: Database) -> None:
    keep(given, replace(LINK, token="b" * 43), lane="ben")
    assert find(given, "b" * 43) is None


def test_a_link_to_an_erased_ticket_does_not_work(given: Database) -> None:
    life = life_of("ana")
    done = len(life.events)
    life.move(Move.WITHDRAW, by=person("ana")).wait(days=366).move(Move.PURGE, by=SYSTEM)
    append(given, change(life, done=done))
    assert find(given) is None


def test_links_are_forgotten_some_time_after_they_ended(given: Database) -> None:
    with given.write() as connection:
        assert downloads.forget_before(connection, NOW + 7 * DAY_MS, 100) == 0
        assert downloads.forget_before(connection, NOW + 7 * DAY_MS + 1, 100) == 1
        assert connection.execute(select(table)).all() == []


def test_a_link_given_in_a_time_finer_than_ours_is_kept(given: Database) -> None:
    keep(given, replace(LINK, token="c" * 43, until=UNTIL + timedelta(microseconds=999)))
    assert find(given, "c" * 43) is not None
