"""Notices in the store: each once, sealed while it is under way, and nothing of it afterwards."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.store import conversations, notices
from bot.store.engine import Database
from bot.store.errors import NoticeTaken
from bot.store.notices import Delivery, NewNotice, StoredNotice, Words
from bot.store.sealing import Seal
from handlers.replies import Press, Text
from tests.bot.store.lodged import SEAL
from tests.handlers.tickets.lives import NUMBER

WORDS = Words(
    Text("申出のとおりです。", (Press("見る", "status", NUMBER),), sender="窓口の担当者"),
    "ja",
    b'{"to":"ana@example.org"}',
)


def kept(database: Database, dedupe: str = "ticket:1", lane: str = "ana", now: int = 0) -> StoredNotice:
    new = NewNotice(dedupe=dedupe, lane=lane, number=NUMBER, words=WORDS, legal=True, until=now + 9)
    with database.write() as connection:
        return notices.keep(connection, new, ("push", "mail"), now, SEAL)


def waiting(database: Database, *lanes: str) -> dict[str, list[int]]:
    with database.read() as connection:
        found = notices.waiting(connection, lanes)
    return {lane: [one.id for one in those] for lane, those in found.items()}


def test_what_is_kept_comes_back_as_it_was(database: Database) -> None:
    stored = kept(database)
    assert notices.words_of(stored, SEAL) == WORDS
    assert (stored.lane, stored.number, stored.legal, stored.left) == ("ana", NUMBER, True, ("push", "mail"))
    assert "申出".encode() not in stored.sealed


def test_one_that_is_known_is_not_kept_twice(database: Database) -> None:
    assert kept(database, now=1) == kept(database, now=2)


def test_who_has_notices_that_wait_is_seen_in_the_one_look_at_conversations(database: Database) -> None:
    first, second = kept(database, "1"), kept(database, "2", "ben")
    with database.write() as connection:
        notices.step(connection, second, "push")
        known = conversations.recall(connection, ["ana", "ben", "cho"], SEAL)
    assert known.with_notices == {"ana"}
    assert known.with_tickets == set()
    assert waiting(database, "ana", "ben", "cho") == {"ana": [first.id]}


def test_a_step_is_taken_once(database: Database) -> None:
    stored = kept(database)
    with database.write() as connection:
        assert [notices.step(connection, stored, "push", ("mail",)) for _ in range(2)] == [True, False]


def test_what_was_handed_over_cannot_be_handed_over_again(database: Database) -> None:
    first, second = kept(database, "1"), kept(database, "2")
    with database.write() as connection:
        notices.hand_over(connection, [first.id])
    assert waiting(database, "ana") == {"ana": [second.id]}
    with pytest.raises(NoticeTaken), database.write() as connection:
        notices.hand_over(connection, [first.id, second.id])
    assert waiting(database, "ana") == {"ana": [second.id]}


def test_of_one_that_ended_only_how_it_travelled_is_left_for_a_while(database: Database) -> None:
    stored = kept(database, now=1)
    with database.write() as connection:
        notices.end(connection, stored, "sent", 5)
        assert notices.under_way(connection, [stored.id]) == []
        told = [Delivery(made_at=1, rung="pending", outcome="sent", ended_at=5)]
        assert notices.of_ticket(connection, NUMBER) == told
        assert notices.expired(connection, 99, 10) == []
        assert notices.forget_before(connection, 5, 10) == 0
        assert notices.forget_before(connection, 6, 10) == 1
        assert notices.of_ticket(connection, NUMBER) == []


def test_what_our_keys_do_not_open_is_left_out(database: Database) -> None:
    stored = kept(database)
    other = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    assert notices.readable([stored], other) == []
    assert notices.readable([stored], SEAL) == [(stored, WORDS)]


def test_what_waited_too_long_is_found(database: Database) -> None:
    stored = kept(database)
    with database.read() as connection:
        assert notices.expired(connection, 8, 10) == []
        assert notices.expired(connection, 9, 10) == [stored]
