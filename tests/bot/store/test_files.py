"""Files of tickets: sealed, read back whole, and gone for good once they are erased."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.store import files, ticket_check
from bot.store.engine import Database
from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import ticket_files
from bot.store.ticket_check import Flaw
from handlers.tickets.actors import SYSTEM
from handlers.tickets.statuses import Move
from tests.bot.store.attached import CONTENT, MESSAGE, NAME, a_file, keep, logged, rows
from tests.bot.store.lodged import SEAL, append, change, life_of, lodge, person
from tests.handlers.tickets.lives import NUMBER

OTHER = "PR-2026-000123"
STRANGE = Seal([Fernet.generate_key().decode()], "sixteen letters or more")


@pytest.fixture
def kept(database: Database) -> Database:
    """Give a store with a ticket, whose log names the one file that is kept, and another ticket."""
    lodge(database, logged(life_of("ana")))
    lodge(database, life_of("ben", number=OTHER))
    keep(database, a_file(), now=7)
    return database


def content(database: Database, number: str = NUMBER, file_id: str = "f1", seal: Seal = SEAL) -> bytes | None:
    with database.read() as connection:
        return files.content(connection, number, file_id, seal)


def flaw(database: Database, seal: Seal = SEAL) -> Flaw | None:
    with database.read() as connection:
        return ticket_check.check(connection, NUMBER, seal)


def test_a_file_comes_back_as_it_was_sent(kept: Database) -> None:
    with kept.read() as connection:
        (stored,) = files.of_ticket(connection, NUMBER, SEAL)
    assert (stored.id, stored.media_type, stored.name) == ("f1", "application/pdf", NAME)
    assert (stored.size, stored.digest) == (len(CONTENT), files.digest_of(CONTENT))
    assert (stored.kept_at, stored.erased) == (7, False)
    assert content(kept) == CONTENT


def test_no_column_holds_a_word_of_it_unsealed(kept: Database) -> None:
    (row,) = rows(kept)
    held = b" ".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    assert [word for word in (b"secret", NAME.encode(), MESSAGE.encode()) if word in held] == []


def test_a_file_is_not_found_under_another_ticket_or_another_id(kept: Database) -> None:
    assert content(kept, OTHER) is None
    assert content(kept, file_id="f2") is None


def test_bytes_moved_to_another_row_do_not_open(kept: Database) -> None:
    with kept.write() as connection:
        connection.execute(ticket_files.update().values(number=OTHER))
    with pytest.raises(WrongSeal):
        content(kept, OTHER)


def test_a_file_that_is_kept_already_stays_as_it_is(kept: Database) -> None:
    keep(kept, a_file(), now=9)
    (row,) = rows(kept)
    assert row.kept_at == 7


def test_an_erased_file_does_not_come_back_when_it_is_kept_once_more(kept: Database) -> None:
    with kept.write() as connection:
        assert files.erase_these(connection, ["f1"]) == 1
    keep(kept, a_file())
    (row,) = rows(kept)
    assert (row.sealed, row.name) == (None, None)
    assert content(kept) is None
    with kept.read() as connection:
        (stored,) = files.of_ticket(connection, NUMBER, SEAL)
    assert (stored.erased, stored.name) == (True, "")


def test_only_the_files_of_one_ticket_are_erased_with_it(kept: Database) -> None:
    keep(kept, a_file("f2", number=OTHER))
    with kept.write() as connection:
        assert files.erase(connection, NUMBER) == 1
        assert files.erase(connection, NUMBER) == 0
    assert [row.sealed is None for row in rows(kept)] == [True, False]


def test_files_go_with_the_content_of_their_ticket(database: Database) -> None:
    life = lodge(database, logged(life_of("ana")))
    keep(database, a_file())
    done = len(life.events)
    life.move(Move.WITHDRAW, by=person("ana")).wait(days=365).move(Move.PURGE, by=SYSTEM)
    append(database, change(life, done=done))
    assert content(database) is None
    assert flaw(database) is None


def test_what_came_in_a_message_that_is_taken_back_is_erased_and_nothing_else(kept: Database) -> None:
    keep(kept, a_file("f2", message_id="2"), a_file("f3", lane="ben", number=OTHER))
    with kept.write() as connection:
        assert files.erase_from(connection, "ana", MESSAGE, SEAL) == ((NUMBER, "f1"),)
        assert files.erase_from(connection, "ana", MESSAGE, SEAL) == ()
    assert [row.id for row in rows(kept) if row.sealed is None] == ["f1"]


def test_a_file_is_whole_until_somebody_changes_it(kept: Database) -> None:
    assert flaw(kept) is None
    sealed = SEAL.close(b"%PDF-1.7\n another letter", files.place_of(NUMBER, "f1"))
    with kept.write() as connection:
        connection.execute(ticket_files.update().values(sealed=sealed))
    assert flaw(kept) == Flaw(NUMBER, "file", 4, "f1")


def test_another_digest_in_the_row_is_found(kept: Database) -> None:
    with kept.write() as connection:
        connection.execute(ticket_files.update().values(digest="0" * 64))
    assert flaw(kept) == Flaw(NUMBER, "file", 4, "f1")


def test_an_erased_file_is_no_flaw_but_one_that_vanished_is(kept: Database) -> None:
    with kept.write() as connection:
        files.erase(connection, NUMBER)
    assert flaw(kept) is None
    with kept.write() as connection:
        connection.execute(ticket_files.delete())
    assert flaw(kept) == Flaw(NUMBER, "missing_file", 4, "f1")


def test_a_file_that_our_keys_do_not_open_is_found(kept: Database) -> None:
    assert flaw(kept, STRANGE) == Flaw(NUMBER, "file", 4, "f1")
