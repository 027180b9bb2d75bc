"""The record of what staff do is checked in parts, and the first entry that does not hold is named."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.store import audit, audit_checks, audit_pruning
from bot.store.audit_checks import AuditCheck
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.tables import audit_events


@pytest.fixture
def kept(sqlite_database: Database) -> Database:
    """Give a store with five entries."""
    seal = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    with sqlite_database.write() as connection:
        for at in range(5):
            audit.note(connection, seal, staff="staff-aoki", what="login", ip="192.0.2.7", now=at)
    return sqlite_database


def checked(database: Database, most: int = 2) -> AuditCheck:
    with database.read() as connection:
        return audit_checks.whole(connection, 9_000, most)


@pytest.mark.parametrize("most", [1, 2, 5, 100])
def test_entries_that_nobody_changed_hold_however_many_are_looked_at_at_once(
    kept: Database, most: int
) -> None:
    assert checked(kept, most) == AuditCheck(begun_at=9_000, after=5, checked=5, ended_at=9_000)


def test_a_store_without_entries_holds(sqlite_database: Database) -> None:
    assert checked(sqlite_database).broken_at is None


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"record": "{}"}, "content"),
        ({"record": "no JSON"}, "content"),
        ({"hash": "0" * 64}, "content"),
        ({"previous": "0" * 64}, "previous"),
        ({"staff": "staff-mori"}, "row"),
        ({"what": "logout"}, "row"),
        ({"number": "PR-2026-7QK3FX"}, "row"),
        ({"at": 7}, "row"),
    ],
)
def test_a_changed_entry_is_named(kept: Database, values: dict[str, object], fault: str) -> None:
    with kept.write() as connection:
        connection.execute(audit_events.update().where(audit_events.c.sequence == 3).values(**values))
    run = checked(kept)
    assert (run.broken_at, run.fault, run.ended_at) == (3, fault, 9_000)


def test_a_dropped_entry_is_named(kept: Database) -> None:
    with kept.write() as connection:
        connection.execute(audit_events.delete().where(audit_events.c.sequence == 3))
    run = checked(kept)
    assert (run.broken_at, run.fault) == (3, "sequence")


def test_a_run_goes_on_where_it_was_left_and_the_newest_that_ended_is_told(kept: Database) -> None:
    with kept.write() as connection:
        begun = audit_checks.go_on(connection, AuditCheck(begun_at=1), 1, 2)
        audit_checks.keep(connection, begun)
        assert audit_checks.newest(connection) is None
        again = audit_checks.under_way(connection)
    assert again == begun == AuditCheck(begun_at=1, after=2, checked=2)
    with kept.write() as connection:
        audit_checks.keep(connection, audit_checks.go_on(connection, begun, 3, 100))
        newest = audit_checks.newest(connection)
        assert audit_checks.under_way(connection) is None
    assert newest == AuditCheck(begun_at=1, after=5, checked=5, ended_at=3)


MONTH = audit_pruning.SLACK_MS


def pruned(database: Database, before: int) -> int:
    with database.write() as connection:
        return audit_pruning.forget_before(connection, before, 2 * MONTH)


def test_what_its_period_has_passed_for_goes_and_the_rest_still_proves_itself(kept: Database) -> None:
    assert pruned(kept, MONTH + 3) == 5  # the oldest is a month too old
    assert checked(kept) == AuditCheck(begun_at=9_000, after=6, checked=1, ended_at=9_000)
    with kept.write() as connection:
        audit.note(connection, None, staff="staff-aoki", what="logout", now=3 * MONTH)
    assert checked(kept).broken_at is None


def test_a_few_days_too_many_do_not_fill_the_record_with_notes(kept: Database) -> None:
    assert pruned(kept, MONTH) == 0


@pytest.mark.parametrize("sequence", [6, 7])
def test_whoever_drops_the_oldest_without_a_note_or_one_after_it_is_noticed(
    kept: Database, sequence: int
) -> None:
    pruned(kept, MONTH + 3)
    with kept.write() as connection:
        for at in range(3):
            audit.note(connection, None, staff="staff-aoki", what="logout", now=3 * MONTH + at)
        connection.execute(audit_events.delete().where(audit_events.c.sequence == sequence))
    assert checked(kept).broken_at == (1 if sequence == 6 else 7)


def test_a_run_that_was_overtaken_goes_on_with_what_is_left(kept: Database) -> None:
    with kept.read() as connection:
        begun = audit_checks.go_on(connection, AuditCheck(begun_at=1), 1, 2)
    pruned(kept, MONTH + 3)
    with kept.read() as connection:
        ended = audit_checks.go_on(connection, begun, 2, 100)
    assert (ended.after, ended.broken_at, ended.ended_at) == (6, None, 2)
