"""Outbox: who sends something has it for a while; when nothing is heard of them it is due again."""

from __future__ import annotations

import pytest

from bot.store import outbox
from bot.store.engine import Database
from bot.store.outbox import LEASE_MS
from bot.store.outcomes import Failed, Outcome, Sent
from bot.store.tables import OwedState
from tests.bot.store.rows import claim, claimed, owe, owed, record, stored_debt


def test_what_is_being_sent_is_not_given_to_another_worker(database: Database) -> None:
    owe(database, owed("a0"), owed("b0", lane="ben"))
    assert claimed(database, owner="worker-1", most=1) == ["a0"]
    assert claimed(database, owner="worker-2") == ["b0"]
    assert (stored_debt(database, "a0").owner, stored_debt(database, "b0").owner) == ("worker-1", "worker-2")


def test_two_postgres_transactions_never_claim_the_same_debt_nor_two_of_one_lane(
    postgresql_database: Database,
) -> None:
    owe(postgresql_database, owed("a0"), owed("a1"), owed("b0", lane="ben"))
    with postgresql_database.write() as one, postgresql_database.write() as two:
        first = outbox.claim(one, "worker-1", 0, most=1)
        second = outbox.claim(two, "worker-2", 0, most=10)
        assert [debt.dedupe for debt in first] == ["a0"]
        assert [debt.dedupe for debt in second] == ["b0"]


def test_a_worker_that_comes_back_takes_back_what_it_was_sending_and_nothing_else(database: Database) -> None:
    owe(database, owed("mine"), owed("theirs", lane="ben"), owed("waits", lane="cho"))
    claim(database, owner="worker-1", most=1)
    claim(database, owner="worker-2", most=1)
    with database.write() as connection:
        assert outbox.take_back(connection, "worker-1") == 1
        assert outbox.take_back(connection, "worker-1") == 0
    unknown = {debt.dedupe: (debt.outcome_unknown, debt.attempts) for debt in claim(database)}
    assert unknown == {"mine": (True, 2), "waits": (False, 1)}


def test_a_lease_that_ran_out_makes_the_debt_due_again(database: Database) -> None:
    owe(database, owed("a0"), owed("b0", lane="ben"))
    claim(database, now=0, most=1)
    claim(database, now=1, most=1)
    for now, expired in ((LEASE_MS, False), (LEASE_MS + 1, True)):
        with database.read() as connection:
            assert outbox.any_expired(connection, now) is expired
    with database.write() as connection:
        assert outbox.take_back_expired(connection, LEASE_MS + 1) == 1
    assert [(debt.dedupe, debt.outcome_unknown) for debt in claim(database)] == [("a0", True)]
    assert stored_debt(database, "b0").state == OwedState.LEASED


@pytest.mark.parametrize("kind", ["sent", "again", "given up"])
def test_who_lost_a_lease_cannot_record_an_outcome_any_more(database: Database, kind: str) -> None:
    owe(database, owed("a0"))
    (debt,) = claim(database, now=0, owner="worker-1")
    outcomes: dict[str, Outcome] = {
        "sent": Sent(debt.id, "reply"),
        "again": Failed(debt.id, "status 500", due=5),
        "given up": Failed(debt.id, "status 400", due=None),
    }
    with database.write() as connection:
        outbox.take_back_expired(connection, LEASE_MS + 1)
    record(database, outcomes[kind], owner="worker-1")
    assert stored_debt(database, "a0").state == OwedState.READY
    claim(database, owner="worker-2")
    record(database, outcomes[kind], owner="worker-1")
    row = stored_debt(database, "a0")
    assert (row.state, row.owner, row.body) == (OwedState.LEASED, "worker-2", b"sealed a0")


def test_an_outcome_is_recorded_once(database: Database) -> None:
    owe(database, owed("a0"))
    (debt,) = claim(database)
    record(database, Sent(debt.id, "reply"), now=3)
    record(database, Sent(debt.id, "push"), Failed(debt.id, "late", due=None), now=4)
    row = stored_debt(database, "a0")
    assert (row.state, row.sent_as, row.done_at) == (OwedState.SENT, "reply", 3)
