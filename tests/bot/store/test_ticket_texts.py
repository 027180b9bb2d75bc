"""Texts of tickets: sealed beside the log, erased without it, and legible nowhere else."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from bot.store import ticket_texts
from bot.store.engine import Database, SqliteDatabase
from bot.store.tables import metadata
from handlers.tickets.actors import SYSTEM
from handlers.tickets.statuses import Move
from tests.bot.store.found import log_of
from tests.bot.store.lodged import SEAL, SECRET_WORDS, append, change, life_of, lodge, person, wrote
from tests.handlers.tickets.lives import NUMBER

HELD_AS = [SECRET_WORDS.encode(), SECRET_WORDS.encode("utf-16-le"), "山田".encode(), b"1990"]


def test_texts_come_back_with_their_salt(database: Database) -> None:
    life = life_of("ana")
    texts = wrote(life, "t1")
    lodge(database, life, texts)
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == texts


def test_an_erased_text_is_gone_and_the_log_stays(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1"))
    with database.write() as connection:
        assert ticket_texts.erase(connection, NUMBER) == 1
        assert ticket_texts.erase(connection, NUMBER) == 0
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == {"t1": None}
    assert log_of(database) == life.events


def test_purging_a_ticket_erases_its_texts_in_the_same_transaction(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1"))
    done = len(life.events)
    life.move(Move.WITHDRAW, by=person("ana")).wait(days=365).move(Move.PURGE, by=SYSTEM)
    append(database, change(life, done=done))
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == {"t1": None}


def test_no_column_of_any_table_holds_personal_words(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1"))
    with database.read() as connection:
        held = [
            value if isinstance(value, bytes) else str(value).encode()
            for name in metadata.tables
            for stored in connection.execute(select(metadata.tables[name]))
            for value in stored
        ]
    assert len(held) > 30
    assert [value for value in held for words in HELD_AS if words in value] == []


def test_no_byte_of_the_files_of_the_store_holds_personal_words(sqlite_database: Database) -> None:
    life = life_of("ana")
    lodge(sqlite_database, life, wrote(life, "t1"))
    assert isinstance(sqlite_database, SqliteDatabase)
    files = [file for file in Path(sqlite_database.path.parent).iterdir() if file.is_file()]
    held = b"".join(file.read_bytes() for file in files)
    assert NUMBER.encode() in held
    assert [words for words in HELD_AS if words in held] == []
