"""Checking tickets: whoever changes, drops, adds or moves something in the store is found out, and where."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import ColumnElement, Executable

from bot.store import ticket_check, ticket_logs, ticket_texts
from bot.store.engine import Database, hold_still
from bot.store.sealing import Seal
from bot.store.tables import ticket_events, ticket_items, ticket_tags, tickets
from bot.store.tables import ticket_texts as ticket_texts_table
from bot.store.ticket_check import Flaw
from handlers.tickets import chain
from handlers.tickets.chain import START
from handlers.tickets.desk_log import Tagged
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.bot.store.lodged import SALT, SEAL, append, change, life_of, lodge, wrote
from tests.handlers.tickets.lives import MORI, NUMBER

OTHER = "PR-2026-000123"


def flaw(database: Database, number: str = NUMBER, seal: Seal = SEAL) -> Flaw | None:
    with database.read() as connection:
        hold_still(connection)
        return ticket_check.check(connection, number, seal)


def tamper(database: Database, statement: Executable) -> None:
    with database.write() as connection:
        connection.execute(statement)


@pytest.fixture
def kept(database: Database) -> Database:
    """Give a store with a ticket of six events, one of them a message, and another ticket."""
    life = life_of("ana", Right.DISCLOSURE)
    lodge(database, life, wrote(life, "t1"))
    done = len(life.events)
    life.identified().move(Move.TAKE_UP)
    append(database, change(life, done=done))
    lodge(database, life_of("ben", number=OTHER))
    assert len(life.events) == 6
    return database


def test_what_nobody_touched_is_whole(kept: Database) -> None:
    assert flaw(kept) is None
    assert flaw(kept, OTHER) is None
    with kept.read() as connection:
        assert ticket_check.numbers(connection) == sorted([NUMBER, OTHER])


CHANGES: list[tuple[int, dict[str, object], str]] = [
    (1, {"record": '{"what":"opened","requester":"eva"}'}, "content"),
    (3, {"record": '{"what":"moved","move":"redirect"}'}, "content"),
    (3, {"record": "no json"}, "content"),
    (3, {"record": "[]"}, "content"),
    (3, {"hash": START}, "content"),
    (3, {"previous": START}, "previous"),
    (3, {"sequence": 9}, "sequence"),
    (6, {"hash": START}, "content"),
]


def at_place(place: int) -> ColumnElement[bool]:
    return (ticket_events.c.number == NUMBER) & (ticket_events.c.sequence == place)


@pytest.mark.parametrize(("place", "values", "what"), CHANGES)
def test_a_changed_entry_is_found_and_named(
    kept: Database, place: int, values: dict[str, object], what: str
) -> None:
    tamper(kept, ticket_events.update().where(at_place(place)).values(**values))
    assert flaw(kept) == Flaw(NUMBER, what, place)
    assert flaw(kept, OTHER) is None


@pytest.mark.parametrize("values", [{"at": 5}, {"staff": "mori"}, {"what": "assigned"}])
def test_what_a_row_tells_of_its_entry_is_compared_with_it(kept: Database, values: dict[str, object]) -> None:
    tamper(kept, ticket_events.update().where(at_place(3)).values(**values))
    assert flaw(kept) == Flaw(NUMBER, "told", 3, *values)


@pytest.mark.parametrize(("place", "what"), [(1, "sequence"), (3, "sequence"), (6, "end")])
def test_a_missing_entry_is_found_and_named(kept: Database, place: int, what: str) -> None:
    tamper(kept, ticket_events.delete().where(at_place(place)))
    found = flaw(kept)
    assert found == Flaw(NUMBER, what, place)


def test_an_entry_that_was_added_to_the_log_alone_is_found(kept: Database) -> None:
    log = life_of("ana")
    with kept.write() as connection:
        last = ticket_logs.entries(connection, NUMBER)[-1]
        ticket_logs.add(connection, NUMBER, log.events[-1:], last)
    assert flaw(kept) == Flaw(NUMBER, "end", 8)


def test_an_entry_whose_hashes_fit_but_that_no_program_understands_is_found(database: Database) -> None:
    lodge(database, life_of("ana"))
    with database.write() as connection:
        last = ticket_logs.entries(connection, NUMBER)[-1]
        strange = chain.entry(NUMBER, {"what": "sung"}, last)
        row = {"number": NUMBER, "sequence": strange.sequence, "at": 0, "record": '{"what":"sung"}'}
        connection.execute(ticket_events.insert().values(**row, previous=last.hash, hash=strange.hash))
        connection.execute(tickets.update().values(head=strange.hash))
    assert flaw(database) == Flaw(NUMBER, "unreadable", last.sequence + 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("requester", "eva"),
        ("status", "closed"),
        ("open", False),
        ("kind", "incident"),
        ("regime", "eu_gdpr"),
        ("legal_due_at", 5),
        ("received_at", None),
        ("ended_at", 5),
        ("assignee", "mori"),
        ("version", 7),
        ("standing", "mandated"),
    ],
)
def test_a_row_that_says_something_else_than_the_log_is_found(
    kept: Database, column: str, value: object
) -> None:
    tamper(kept, tickets.update().where(tickets.c.number == NUMBER).values({column: value}))
    assert flaw(kept) == Flaw(NUMBER, "row", detail=column)


@pytest.mark.parametrize(
    "statement",
    [
        ticket_items.update().values(outcome="granted"),
        ticket_items.delete(),
        ticket_items.insert().values(number=NUMBER, right="deletion"),
    ],
    ids=["changed", "dropped", "added"],
)
def test_an_item_that_the_log_does_not_know_is_found(kept: Database, statement: Executable) -> None:
    tamper(kept, statement)
    assert flaw(kept) == Flaw(NUMBER, "items")


@pytest.mark.parametrize(
    "statement",
    [
        ticket_tags.insert().values(number=NUMBER, tag="urgent"),
        ticket_tags.delete(),
        ticket_tags.update().values(tag="urgent"),
        ticket_tags.update().values(place=5),
    ],
    ids=["added", "dropped", "changed", "elsewhere"],
)
def test_a_tag_that_the_log_does_not_know_is_found(database: Database, statement: Executable) -> None:
    life = life_of("ana")
    lodge(database, life.add(Tagged(at=life.now, by=MORI, name="vip")))
    assert flaw(database) is None
    tamper(database, statement)
    assert flaw(database) == Flaw(NUMBER, "tags")


def test_a_log_without_its_row_is_found(sqlite_database: Database) -> None:
    lodge(sqlite_database, life_of("ana"))
    connection = sqlite_database.engine.raw_connection()
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM tickets")
    connection.close()
    assert flaw(sqlite_database) == Flaw(NUMBER, "missing_row")
    with sqlite_database.read() as reading:
        assert ticket_check.numbers(reading) == [NUMBER]


def test_another_wording_under_a_text_is_found(kept: Database) -> None:
    sealed = SEAL.close(SALT + b"something else", ticket_texts.place_of(NUMBER, "t1"))
    with kept.write() as connection:
        ticket_texts.erase(connection, NUMBER)
        connection.execute(ticket_texts_table.update().values(sealed=sealed))
    assert flaw(kept) == Flaw(NUMBER, "text", 4, "t1")


def test_a_text_that_was_erased_is_no_flaw_but_one_that_vanished_is(kept: Database) -> None:
    with kept.write() as connection:
        ticket_texts.erase(connection, NUMBER)
    assert flaw(kept) is None
    tamper(kept, ticket_texts_table.delete())
    assert flaw(kept) == Flaw(NUMBER, "missing_text", 4, "t1")


def test_a_text_that_our_keys_do_not_open_is_found(kept: Database) -> None:
    strange = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    assert flaw(kept, seal=strange) == Flaw(NUMBER, "text", detail=f"ticket:{NUMBER}:t1")


def test_what_is_checked_is_of_one_moment(postgresql_database: Database) -> None:
    """A change that is written between two looks of a check is no flaw."""
    life = lodge(postgresql_database, life_of("ana"))
    with postgresql_database.read() as connection:
        hold_still(connection)
        assert ticket_check.check(connection, NUMBER, SEAL) is None
        done = len(life.events)
        append(postgresql_database, change(life.identified(), done=done))
        assert ticket_check.check(connection, NUMBER, SEAL) is None
