"""The record of what staff do: one chain, whoever writes, and where it came from for its period only."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.store import audit
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.tables import audit_events
from handlers.tickets import chain
from handlers.tickets.chain import Entry


@pytest.fixture
def seal() -> Seal:
    return Seal([Fernet.generate_key().decode()], "sixteen letters or more")


def entries(database: Database) -> list[Entry]:
    with database.read() as connection:
        rows = connection.execute(select(audit_events).order_by(audit_events.c.sequence)).all()
    return [audit.entry_of(row) for row in rows]


def logs_in(database: Database, seal: Seal, staff: str, now: int) -> None:
    with database.write() as connection:
        audit.note(connection, seal, staff=staff, what="login", ip="192.0.2.7", now=now)


def test_entries_form_one_chain_and_say_who_did_what(database: Database, seal: Seal) -> None:
    logs_in(database, seal, "staff-aoki", 1_000)
    with database.write() as connection:
        audit.note(
            connection,
            seal,
            staff="staff-aoki",
            what="roles_changed",
            ref="staff-mori",
            before="caseworker",
            after="caseworker approver",
            now=2_000,
        )
    with database.read() as connection:
        first, second = audit.all_of(connection, seal)
    assert (first.staff, first.what, first.ip, first.at) == ("staff-aoki", "login", "192.0.2.7", 1_000)
    assert (second.ref, second.before, second.after) == ("staff-mori", "caseworker", "caseworker approver")
    assert chain.verify(audit.CHAIN, entries(database)) is None


def test_writers_at_the_same_time_end_in_one_chain(database: Database, seal: Seal) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda at: logs_in(database, seal, f"staff-{at}", at), range(40)))
    kept = entries(database)
    assert [one.sequence for one in kept] == list(range(1, 41))
    assert chain.verify(audit.CHAIN, kept) is None


def test_an_address_is_sealed_and_gone_after_its_period_and_the_chain_still_holds(
    database: Database, seal: Seal
) -> None:
    logs_in(database, seal, "staff-aoki", 1_000)
    logs_in(database, seal, "staff-aoki", 2_000)
    with database.read() as connection:
        stored = connection.execute(select(audit_events.c.record, audit_events.c.sealed)).all()
    assert not [row for row in stored if "192.0.2.7" in row.record or b"192.0.2.7" in row.sealed]
    with database.write() as connection:
        assert audit.erase_addresses_before(connection, 2_000, 10) == 1
    with database.read() as connection:
        assert [one.ip for one in audit.all_of(connection, seal)] == [None, "192.0.2.7"]
    assert chain.verify(audit.CHAIN, entries(database)) is None


def test_the_same_address_leaves_another_digest_each_time(database: Database, seal: Seal) -> None:
    logs_in(database, seal, "staff-aoki", 1_000)
    logs_in(database, seal, "staff-aoki", 1_000)
    assert len({str(one.event["from"]) for one in entries(database)}) == 2


def test_an_entry_that_was_changed_is_noticed(database: Database, seal: Seal) -> None:
    for at in range(3):
        logs_in(database, seal, "staff-aoki", at)
    with database.write() as connection:
        other = json.dumps({"at": 1, "staff": "staff-mori", "what": "login"})
        second = audit_events.c.sequence == 2
        connection.execute(audit_events.update().where(second).values(record=other))
    broken = chain.verify(audit.CHAIN, entries(database))
    assert broken == chain.Broken(2, chain.Fault.CONTENT)
