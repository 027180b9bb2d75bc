"""The ledger on each engine: a mail has one row and one outcome, and its words go in time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.jobs import retention as retention_job
from bot.store import erasures, holdings, mail_ledger, purging
from bot.store.engine import Database
from bot.store.errors import StoreError, WrongSeal
from bot.store.mail_ledger import Entry, Kept, Place
from bot.store.tables import mail_ledger as table
from handlers import retention
from tests.bot.jobs.desk import SEAL
from tests.handlers.tickets.lives import NUMBER

RAW = b"From: jane@example.org\r\n\r\nThe lamp is mine."
MESSAGE, CONTENT = mail_ledger.message_hash("1@example.org", SEAL), mail_ledger.content_hash([RAW], SEAL)
NOW = 1_800_000_000_000


def an_entry(**fields: object) -> Entry:
    sealed = mail_ledger.sealed(RAW, MESSAGE, CONTENT, SEAL)
    entry = Entry(message=MESSAGE, content=CONTENT, received_at=NOW, sealed=sealed, number=NUMBER, lane="ana")
    return replace(entry, **fields)  # type: ignore[arg-type]  # its fields


def add(database: Database, **fields: object) -> int:
    with database.write() as connection:
        return mail_ledger.add(connection, an_entry(**fields))


def rows(database: Database) -> list[Kept]:
    with database.read() as connection:
        return mail_ledger.entries(connection)


def raw(database: Database, row: int) -> bytes | None:
    with database.read() as connection:
        return mail_ledger.raw(connection, row, SEAL)


def test_a_mail_is_kept_as_it_came_and_nothing_of_it_can_be_read_without_the_keys(database: Database) -> None:
    row = add(database)
    assert raw(database, row) == RAW
    with database.read() as connection:
        stored = str(tuple(connection.execute(select(table)).one()))
    assert "lamp" not in stored
    assert "example.org" not in stored


def test_a_raw_mail_does_not_open_in_another_row(database: Database) -> None:
    other = mail_ledger.message_hash("2@example.org", SEAL)
    row = add(database, message=other)
    with pytest.raises(WrongSeal):
        raw(database, row)


def test_an_outcome_is_final(database: Database) -> None:
    row = add(database)
    assert [one.outcome for one in rows(database)] == [None]
    for outcome in ("note", "reply_sent"):
        with database.write() as connection:
            mail_ledger.settle(connection, mail_ledger.event_id(row), outcome, "")
    assert [one.outcome for one in rows(database)] == ["note"]


def test_a_mail_is_the_same_by_its_id_and_its_content_together(database: Database) -> None:
    add(database)
    other = mail_ledger.content_hash([b"something else"], SEAL)
    with database.read() as connection:
        assert mail_ledger.is_known(connection, MESSAGE, CONTENT)
        assert not mail_ledger.is_known(connection, MESSAGE, other)
        assert not mail_ledger.is_known(connection, other, CONTENT)


def test_a_place_in_a_mailbox_has_one_row(database: Database) -> None:
    place = Place("INBOX:1", 7)
    row = add(database, place=place)
    with database.read() as connection:
        assert mail_ledger.at(connection, place) == row
        assert mail_ledger.at(connection, Place("INBOX:2", 7)) is None
        assert mail_ledger.uids(connection, "INBOX:1") == {7}
    with pytest.raises((StoreError, IntegrityError)):
        add(database, place=place)


def test_what_waits_too_long_for_an_outcome_is_counted(database: Database) -> None:
    add(database)
    add(database, outcome="own")
    with database.read() as connection:
        assert mail_ledger.undecided_before(connection, NOW + 1) == 1
        assert mail_ledger.undecided_before(connection, NOW) == 0


def test_words_go_after_their_period_and_the_outcome_after_a_longer_one(database: Database) -> None:
    row = add(database, outcome="note")
    raw_ms, outcome_ms = (
        int(period.total_seconds() * 1_000) for period in (retention.RAW_MAIL, retention.MAIL_OUTCOME)
    )
    retention_job.step(database, NOW + raw_ms)
    assert raw(database, row) == RAW
    retention_job.step(database, NOW + raw_ms + 1)
    assert raw(database, row) is None
    assert [one.outcome for one in rows(database)] == ["note"]
    retention_job.step(database, NOW + outcome_ms + 1)
    assert rows(database) == []


def test_the_words_go_with_the_content_of_the_ticket(database: Database) -> None:
    row = add(database)
    with database.write() as connection:
        purging.purge(connection, NUMBER)
    assert raw(database, row) is None


@pytest.mark.parametrize(("kept", "left"), [((), None), ((NUMBER,), RAW)])
def test_the_words_go_with_who_is_forgotten_unless_their_request_goes_on(
    database: Database, kept: tuple[str, ...], left: bytes | None
) -> None:
    row, other = add(database), add(database, lane="bob", number=None)
    with database.write() as connection:
        assert holdings.holdings(connection, "ana", NOW, SEAL).incoming == 1
        done = erasures.forget(connection, "c" * 22, "ana", kept, (), NOW, SEAL)
    assert raw(database, row) == left
    assert raw(database, other) == RAW
    assert done.counts["incoming"] == (0 if kept else 1)
