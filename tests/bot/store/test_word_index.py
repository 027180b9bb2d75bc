"""Texts are found by their words as long as they are kept, by whoever has the key, and are not readable."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.store import ticket_texts, word_index
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.tables import ticket_words
from bot.store.words import words_of
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import SaltedText
from handlers.tickets.log import MessageTakenBack
from handlers.tickets.statuses import Move
from tests.bot.store.lodged import SALT, SEAL, append, change, life_of, lodge, person, wrote
from tests.handlers.tickets.lives import PERSON

TEXTS = {
    "PR-2026-000001": "私は山田花子です。個人情報を削除してください。",
    "PR-2026-000002": "Please send me a copy of my data to hana@example.jp",
    "PR-2026-000003": "東京都の住所を訂正してください (Tokyo)",
}


@pytest.fixture
def kept(database: Database) -> Database:
    for number, text in TEXTS.items():
        life = life_of("ana", number=number)
        lodge(database, life, wrote(life, f"text of {number}", text))
    return database


def found(database: Database, query: str, seal: Seal = SEAL, most: int = 100) -> list[str]:
    with database.read() as connection:
        return [hit.number for hit in word_index.find(connection, query, most, seal)]


def test_every_word_of_a_text_finds_its_ticket(kept: Database) -> None:
    for number, text in TEXTS.items():
        for word in words_of(text):
            assert number in found(kept, word), word


def test_all_words_of_a_query_must_stand_in_one_text(kept: Database) -> None:
    assert found(kept, "個人情報 削除") == ["PR-2026-000001"]
    assert found(kept, "copy 削除") == []
    assert found(kept, "HANA@example.jp") == ["PR-2026-000002"]
    assert found(kept, "してください", most=1) == ["PR-2026-000003"]  # the newest
    assert found(kept, "…") == []


def test_what_was_erased_is_found_no_more(kept: Database) -> None:
    with kept.write() as connection:
        ticket_texts.erase(connection, "PR-2026-000001")
        ticket_texts.erase_these(connection, "PR-2026-000003", ["text of PR-2026-000003"])
    assert found(kept, "してください") == []
    assert found(kept, "copy") == ["PR-2026-000002"]
    with kept.read() as connection:
        assert connection.execute(select(ticket_words.c.number)).scalars().all() == ["PR-2026-000002"]


def test_what_a_person_took_back_is_found_no_more(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1", "住所は京都です"))
    assert found(database, "京都") == [life.ticket.number]
    done = len(life.events)
    life.add(MessageTakenBack(at=life.now, by=PERSON, texts=("t1",)))
    append(database, change(life, done=done))
    assert found(database, "京都") == []


def test_a_purged_ticket_is_found_by_nothing_it_said(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1", "住所は京都です"))
    done = len(life.events)
    life.move(Move.WITHDRAW, by=person("ana")).wait(days=365).move(Move.PURGE, by=SYSTEM)
    append(database, change(life, done=done))
    assert found(database, "京都") == []


def test_another_key_finds_nothing_and_no_word_can_be_read(kept: Database) -> None:
    other = Seal([Fernet.generate_key().decode()], "another key of sixteen letters")
    assert all(found(kept, word, other) == [] for text in TEXTS.values() for word in words_of(text))
    with kept.read() as connection:
        stored = " ".join(map(str, connection.execute(select(ticket_words.c.tokens)).scalars()))
    words = {word for text in TEXTS.values() for word in words_of(text) if len(word) > 3}
    assert not [word for word in words if word in stored]


def test_a_text_that_says_nothing_searchable_is_kept_all_the_same(database: Database) -> None:
    lodge(database, life_of("ana"))
    with database.write() as connection:
        word_index.keep(connection, "PR-2026-7QK3FX", {"t9": SaltedText("…!?", SALT)}, SEAL)
        word_index.erase(connection, "PR-2026-7QK3FX")
