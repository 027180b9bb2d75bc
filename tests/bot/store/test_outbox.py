"""Outbox: what is owed is owed once, sent in order per person, and one that is stuck stops holding others."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from bot.store import outbox
from bot.store.engine import Database
from bot.store.outbox import MAIL, ORDER_KEPT_MS, THREAD_ORDER_KEPT_MS, Debts, NewDebt
from bot.store.outcomes import Failed, Sent
from bot.store.tables import OwedState
from tests.bot.store.rows import claim, claimed, owe, owed, record, stored_debt, stored_debts


def test_a_debt_comes_back_as_it_was_noted(database: Database) -> None:
    owe(database, owed("e1:0", token_until=50), now=7)
    (debt,) = claim(database, now=7)
    assert (debt.dedupe, debt.channel, debt.body) == ("e1:0", "line", b"sealed e1:0")
    assert (debt.attempts, debt.outcome_unknown, debt.token_until, debt.created_at) == (1, False, 50, 7)


def test_what_is_owed_twice_is_noted_once(database: Database) -> None:
    owe(database, owed("e1:0"), owed("e1:0"), now=1)
    owe(database, owed("e1:0"), owed("e1:1"), now=2)
    assert [(row.dedupe, row.created_at) for row in stored_debts(database)] == [("e1:0", 1), ("e1:1", 2)]


def test_each_debt_has_a_retry_key_of_its_own_that_later_tries_keep(database: Database) -> None:
    owe(database, owed("e1:0"), owed("e2:0", lane="ben"))
    first, other = claim(database)
    assert UUID(first.retry_key) != UUID(other.retry_key)
    record(database, Failed(first.id, "status 500", due=1))
    (again,) = claim(database, now=1)
    assert (again.retry_key, again.attempts) == (first.retry_key, 2)


def test_only_the_first_debt_of_each_lane_is_claimed_and_the_next_one_when_it_was_sent(
    database: Database,
) -> None:
    owe(database, owed("a0"), owed("a1"), owed("b0", lane="ben"))
    first, other = claim(database)
    assert (first.dedupe, other.dedupe) == ("a0", "b0")
    assert claimed(database) == []
    record(database, Sent(first.id, "reply"))
    assert claimed(database) == ["a1"]


def test_no_more_is_claimed_than_asked_for(database: Database) -> None:
    owe(database, owed("a0"), owed("b0", lane="ben"), owed("c0", lane="cho"))
    assert claimed(database, most=0) == []
    assert claimed(database, most=2) == ["a0", "b0"]


def test_what_was_sent_says_nothing_any_more(database: Database) -> None:
    owe(database, owed("a0"))
    (debt,) = claim(database)
    record(database, Sent(debt.id, "push"), now=9)
    row = stored_debt(database, "a0")
    assert (row.state, row.body, row.sent_as, row.done_at) == (OwedState.SENT, None, "push", 9)
    assert (row.owner, row.lease_until, row.error) == (None, None, None)


def test_a_try_that_failed_is_due_again_at_its_time_and_holds_its_lane(database: Database) -> None:
    owe(database, owed("a0"), owed("a1"), owed("b0", lane="ben"))
    debt, _ = claim(database)
    record(database, Failed(debt.id, "status 500", due=1_000))
    assert claimed(database, now=999) == []
    assert claimed(database, now=1_000) == ["a0"]
    assert stored_debt(database, "a0").error == "status 500"


def test_a_debt_that_was_given_up_keeps_its_body_for_staff_and_frees_its_lane(database: Database) -> None:
    owe(database, owed("a0"), owed("a1"))
    (debt,) = claim(database)
    record(database, Failed(debt.id, "status 400", due=None), now=9)
    row = stored_debt(database, "a0")
    assert (row.state, row.body, row.error, row.done_at) == (OwedState.FAILED, b"sealed a0", "status 400", 9)
    assert claimed(database) == ["a1"]


def test_a_debt_that_cannot_be_sent_for_long_stops_holding_up_its_lane(database: Database) -> None:
    owe(database, owed("a0"), now=0)
    (debt,) = claim(database, now=0)
    record(database, Failed(debt.id, "status 500", due=10 * ORDER_KEPT_MS))
    owe(database, owed("a1"), now=10)
    assert claimed(database, now=ORDER_KEPT_MS - 1) == []
    assert claimed(database, now=ORDER_KEPT_MS) == ["a1"]


def owed_mail(dedupe: str, *, threaded: bool) -> NewDebt:
    return replace(owed(dedupe, lane="thread"), channel=MAIL, threaded=threaded)


@pytest.mark.parametrize("threaded", [True, False])
def test_a_mail_waits_a_day_for_an_earlier_one_of_its_thread_and_a_code_a_minute(
    database: Database, threaded: bool
) -> None:
    owe(database, owed_mail("a0", threaded=True), now=0)
    (debt,) = claim(database, now=0)
    record(database, Failed(debt.id, "recipient 450", due=10 * THREAD_ORDER_KEPT_MS))
    owe(database, owed_mail("a1", threaded=threaded), now=10)
    kept = THREAD_ORDER_KEPT_MS if threaded else ORDER_KEPT_MS
    assert claimed(database, now=kept - 1) == []
    assert claimed(database, now=kept) == ["a1"]


def test_mails_beyond_those_that_may_be_sent_now_leave_the_chat_its_turn(database: Database) -> None:
    mails = [replace(owed(f"m{number}", lane=f"m{number}"), channel=MAIL) for number in range(5)]
    owe(database, *mails, owed("a0"), owed("b0", lane="ben"))
    with database.write() as connection:
        taken = outbox.claim(connection, "worker-1", 0, most=4, mails=2)
        assert [debt.dedupe for debt in taken] == ["m0", "m1", "a0", "b0"]
        assert outbox.claim(connection, "worker-1", 0, most=4, mails=0) == []
        assert not outbox.any_due(connection, 0, mails=0)
        assert outbox.any_due(connection, 0, mails=1)
        rest = outbox.claim(connection, "worker-1", 0, most=4, mails=4)
        assert [(debt.dedupe, debt.attempts) for debt in rest] == [("m2", 1), ("m3", 1), ("m4", 1)]


@pytest.mark.parametrize("unknown", [False, True])
def test_once_an_outcome_is_unknown_it_stays_so(database: Database, unknown: bool) -> None:
    owe(database, owed("a0"))
    (debt,) = claim(database)
    record(database, Failed(debt.id, "timeout", due=0, outcome_unknown=unknown))
    (again,) = claim(database)
    assert again.outcome_unknown is unknown
    record(database, Failed(debt.id, "status 503", due=0, outcome_unknown=False))
    assert [third.outcome_unknown for third in claim(database)] == [unknown]


@pytest.mark.parametrize(("spent", "left"), [(False, 50), (True, None)])
def test_a_spent_token_is_not_used_again(database: Database, spent: bool, left: int | None) -> None:
    owe(database, owed("a0", token_until=50))
    (debt,) = claim(database)
    record(database, Failed(debt.id, "status 400", due=0, token_spent=spent))
    assert [again.token_until for again in claim(database)] == [left]


def test_outcomes_of_every_kind_are_recorded_together(database: Database) -> None:
    owe(database, *(owed(name, lane=name) for name in ("sent", "again", "given up", "spent")))
    sent, again, given_up, spent = (debt.id for debt in claim(database))
    record(
        database,
        Failed(again, "E" * 500, due=5),
        Sent(sent, "reply"),
        Failed(given_up, "E" * 500, due=None),
        Failed(spent, "status 400", due=6, token_spent=True),
        now=4,
    )
    assert {row.dedupe: row.state for row in stored_debts(database)} == {
        "sent": OwedState.SENT,
        "again": OwedState.READY,
        "given up": OwedState.FAILED,
        "spent": OwedState.READY,
    }
    assert stored_debt(database, "again").error == stored_debt(database, "given up").error == "E" * 120


def test_what_waits_for_somebody_who_left_is_cancelled_and_says_nothing_any_more(database: Database) -> None:
    owe(database, owed("a0"), owed("a1"), owed("a2"), owed("b0", lane="ben"))
    claim(database, most=1)
    with database.write() as connection:
        assert outbox.cancel(connection, "ana", now=9) == 2
    states = {row.dedupe: (row.state, row.body is None) for row in stored_debts(database)}
    assert states == {
        "a0": (OwedState.LEASED, False),
        "a1": (OwedState.CANCELLED, True),
        "a2": (OwedState.CANCELLED, True),
        "b0": (OwedState.READY, False),
    }


def test_the_debts_tell_how_much_waits_since_when_and_how_much_was_given_up(database: Database) -> None:
    with database.read() as connection:
        assert outbox.debts(connection) == Debts(0, None, 0)
    for now, name in enumerate(("sent", "given up", "leased", "waits")):
        owe(database, owed(name, lane=name), now=now)
    sent, given_up, *_ = claim(database, now=5, most=3)
    record(database, Sent(sent.id, "reply"), Failed(given_up.id, "status 400", due=None))
    with database.read() as connection:
        assert outbox.debts(connection) == Debts(waiting=2, oldest=2, failed=1)


def test_it_can_be_asked_whether_anything_is_due_without_taking_it(database: Database) -> None:
    owe(database, owed("a0"), now=5)
    with database.read() as connection:
        assert [outbox.any_due(connection, now) for now in (4, 5)] == [False, True]
    assert claimed(database, now=5) == ["a0"]
    with database.read() as connection:
        assert outbox.any_due(connection, 5) is False


def test_only_old_bodies_of_what_was_given_up_are_erased(database: Database) -> None:
    owe(database, *(owed(name, lane=name) for name in ("old", "young", "waits")))
    old, young, _ = claim(database)
    record(database, Failed(old.id, "status 400", due=None), now=99)
    record(database, Failed(young.id, "status 400", due=None), now=100)
    with database.write() as connection:
        assert outbox.erase_bodies_before(connection, before=100, most=10) == 1
        assert outbox.erase_bodies_before(connection, before=100, most=10) == 0
    assert {row.dedupe: row.body is None for row in stored_debts(database)} == {
        "old": True,
        "young": False,
        "waits": False,
    }


def test_only_old_rows_that_ended_and_hold_nothing_are_forgotten(database: Database) -> None:
    names = ("old", "young", "given up", "waits")
    owe(database, *(owed(name, lane=name) for name in names), owed("cancelled", lane="ben"))
    old, young, given_up, *_ = claim(database, most=3)
    record(database, Sent(old.id, "reply"), Failed(given_up.id, "status 400", due=None), now=99)
    record(database, Sent(young.id, "reply"), now=100)
    with database.write() as connection:
        outbox.cancel(connection, "ben", now=99)
        assert outbox.forget_before(connection, before=100, most=10) == 2
    assert [row.dedupe for row in stored_debts(database)] == ["young", "given up", "waits"]
