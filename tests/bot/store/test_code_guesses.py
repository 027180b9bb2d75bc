"""Guessing a code: three times, for ten minutes, and a right one is spent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store import codes
from bot.store.engine import Database
from handlers.identity.codes import NewCode
from tests.bot.store.lodged import SEAL

NOW = 1_800_000_000_000
LIFE = 600_000
RIGHT, WRONG = "a" * 64, "b" * 64


@pytest.fixture
def sent(database: Database) -> Database:
    """Give a store in which a code was sent."""
    with database.write() as connection:
        codes.change(connection, "ana", [NewCode("d:link", "ana@example.org", RIGHT)], NOW, SEAL)
    return database


def guess(database: Database, digest: str, now: int = NOW, subject: str = "d:link") -> bool:
    with database.write() as connection:
        return codes.guess(connection, subject, digest, now - LIFE, 3)


def test_a_right_code_is_right_once(sent: Database) -> None:
    assert [guess(sent, RIGHT), guess(sent, RIGHT)] == [True, False]


def test_the_third_guess_may_be_right_and_the_fourth_is_not_looked_at(sent: Database) -> None:
    assert [guess(sent, WRONG), guess(sent, WRONG), guess(sent, RIGHT)] == [False, False, True]


def test_after_three_wrong_guesses_the_right_one_is_wrong_too(sent: Database) -> None:
    assert [guess(sent, one) for one in (WRONG, WRONG, WRONG, RIGHT)] == [False] * 4


def test_a_code_is_too_old_after_ten_minutes(sent: Database) -> None:
    assert not guess(sent, RIGHT, NOW + LIFE)
    assert guess(sent, RIGHT, NOW + LIFE - 1)


def test_a_code_opens_nothing_but_what_it_was_sent_for(sent: Database) -> None:
    assert not guess(sent, RIGHT, subject="d:other")


def test_a_newer_code_kills_the_earlier_one_and_is_tried_anew(sent: Database) -> None:
    guess(sent, WRONG)
    with sent.write() as connection:
        codes.change(connection, "ana", [NewCode("d:link", "ana@example.org", "c" * 64)], NOW, SEAL)
    assert [guess(sent, RIGHT), guess(sent, WRONG), guess(sent, "c" * 64)] == [False, False, True]


def test_guesses_made_at_once_are_not_more_than_three(sent: Database) -> None:
    with ThreadPoolExecutor(8) as crowd:
        assert not any(crowd.map(lambda _: guess(sent, WRONG), range(8)))
    assert not guess(sent, RIGHT)


def test_one_of_two_right_guesses_made_at_once_counts(sent: Database) -> None:
    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(lambda _: guess(sent, RIGHT), range(2))) == [False, True]
