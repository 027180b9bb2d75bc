"""Whether our keys open what is kept, and find whom it is kept of, is tried on some rows of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet

from bot.bootstrap.knowledge import finder
from bot.line.envelope import PERSON
from bot.store import inbox, outbox, seal_check
from bot.store.engine import Database
from bot.store.inbox import NewEvent
from bot.store.outbox import NewDebt
from bot.store.seal_check import Tried
from bot.store.sealing import Seal
from tests.bot.store.lodged import SEAL
from tests.bot.store.rows import owe, put
from tests.line_desk import LineDesk


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    """Give a desk that has a ticket with two texts, and a request that is being written."""
    with LineDesk(database, finder) as desk:
        jane = desk.person("Jane", "en")
        jane.answers("please delete my data", "yes", "own", "my name", "later", "send")
        jane.answers("please correct my address", "yes", "own")
        assert len(jane.tickets) == 1
        yield desk


def tried(database: Database, seal: Seal) -> Tried:
    with database.read() as connection:
        return seal_check.tried(connection, seal)


def finds(database: Database, seal: Seal) -> bool | None:
    with database.read() as connection:
        return seal_check.finds_people(connection, seal, PERSON)


def test_an_empty_store_shows_nothing(database: Database) -> None:
    assert tried(database, SEAL) == Tried(0, 0)
    assert finds(database, SEAL) is None


def test_the_right_keys_open_two_texts_an_address_and_a_form(desk: LineDesk) -> None:
    assert tried(desk.database, desk.seal) == Tried(4, 0)
    assert finds(desk.database, desk.seal) is True


def test_other_keys_open_nothing_and_nobody_is_looked_for_by_them(desk: LineDesk) -> None:
    other = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    assert tried(desk.database, other) == Tried(4, 4)
    assert finds(desk.database, other) is None


def test_what_waits_is_tried_too(database: Database) -> None:
    event, debt = SEAL.close(b"hello", inbox.place_of("e1")), SEAL.close(b"hello", outbox.place_of("e1:0"))
    put(database, NewEvent("e1", "line", "a" * 32, event, 0))
    owe(database, NewDebt("e1:0", "line", "a" * 32, debt, None))
    assert tried(database, SEAL) == Tried(2, 0)


def test_one_row_that_stays_closed_is_counted(desk: LineDesk) -> None:
    put(desk.database, NewEvent("e1", "line", "a" * 32, b"sealed with a key that is lost", 0))
    assert tried(desk.database, desk.seal) == Tried(5, 1)


def test_pseudonyms_of_another_key_find_nobody(desk: LineDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Seal, "lane", lambda *_: "b" * 32)
    assert finds(desk.database, desk.seal) is False
