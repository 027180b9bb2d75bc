"""Quotes: what a sent message showed is found by its id, by whom it was sent to and by nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import outbox, quotes
from bot.store.engine import Database
from bot.store.outbox import NewDebt
from bot.store.outcomes import Sent
from tests.bot.store.rows import claim, owe, record, stored_debt


def send(database: Database, dedupe: str, about: str | None, *ids: str, lane: str = "ana") -> None:
    owe(database, NewDebt(dedupe, "line", lane, b"sealed", None, about))
    (debt,) = claim(database)
    assert debt.about == about
    record(database, Sent(debt.id, "reply", ids), now=9)


def shown(database: Database, message_id: str, lane: str = "ana") -> tuple[str, ...]:
    with database.read() as connection:
        return quotes.shown_in(connection, lane, message_id)


def test_each_message_of_a_call_is_found_with_what_it_showed(database: Database) -> None:
    send(database, "e1:0", "9 2.2.cookies - 4,4.exceptions", "101", "102", "103", "104")
    send(database, "e2:0", "12", "105")
    found = [shown(database, message_id) for message_id in ("101", "102", "103", "104", "105")]
    assert found == [("9",), ("2.2.cookies",), (), ("4", "4.exceptions"), ("12",)]


@pytest.mark.parametrize("message_id", ["", " ", "10", "999", "101 102", "%", "-"])
def test_what_is_no_message_of_ours_showed_nothing(database: Database, message_id: str) -> None:
    send(database, "e1:0", "9 -", "101", "102")
    assert shown(database, message_id) == ()


def test_nobody_finds_what_was_sent_to_somebody_else(database: Database) -> None:
    send(database, "e1:0", "9", "101")
    assert shown(database, "101", lane="ben") == ()


def test_a_message_whose_id_is_not_known_is_not_kept_as_quotable(database: Database) -> None:
    send(database, "e1:0", "9")
    row = stored_debt(database, "e1:0")
    assert (row.about, row.message_ids) == (None, None)


def test_what_is_given_up_because_it_cannot_arrive_tells_nothing_any_more(database: Database) -> None:
    owe(database, NewDebt("e1:0", "line", "ana", b"sealed", None, "9"))
    with database.write() as connection:
        outbox.cancel(connection, "ana", 1)
    assert stored_debt(database, "e1:0").about is None


def test_what_was_shown_to_one_person_can_be_forgotten(database: Database) -> None:
    send(database, "e1:0", "9", "101")
    send(database, "e2:0", "12", "102", lane="ben")
    with database.write() as connection:
        assert quotes.forget(connection, "ana") == 1
    assert (shown(database, "101"), shown(database, "102", lane="ben")) == ((), ("12",))


def test_looking_for_a_quote_takes_the_index_of_what_can_be_quoted(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        statement = f"EXPLAIN QUERY PLAN {quotes._OF_LANE.compile(connection)}"
        plan = connection.exec_driver_sql(statement, ("ana", 1, 0)).all()
    assert "ix_outbox_quotable" in str(plan)


@given(st.lists(st.lists(st.sampled_from(["1", "2.2.cookies", "addendum"]), max_size=3), max_size=5))
def test_nothing_is_written_where_nothing_is_shown(about: list[list[str]]) -> None:
    written = quotes.written(about)
    assert (written is None) is not any(about)
    assert written is None or len(written.split(" ")) == len(about)
