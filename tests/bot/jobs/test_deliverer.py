"""Deliverer: sends many at once, reports how each ended, and leaves none without a word."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.channels import Receipt, SendError
from bot.jobs.deliver import Deliverer
from bot.jobs.delivery import MAILS, SENDERS
from bot.mail.sender import CONNECTIONS
from bot.store.outbox import MAIL, Debt, place_of
from bot.store.outcomes import Failed, Outcome, Sent
from bot.store.sealing import Seal
from tests.bot.jobs.desk import OTHER_KEY, PATIENCE, SEAL, START, Clock, FakeChannel


def debt(body: str, row: int = 1, channel: str = "fake", seal: Seal = SEAL) -> Debt:
    dedupe = f"e{row}:0"
    sealed = seal.close(body.encode(), place_of(dedupe))
    return Debt(row, dedupe, channel, sealed, "key", 1, False, START + 50_000, START)


class Deliveries:
    """A deliverer at a channel that does as told."""

    def __init__(self) -> None:
        clock = Clock()
        self.channel = FakeChannel(clock)
        self.rang = threading.Semaphore(0)
        self.deliverer = Deliverer({"fake": self.channel}, SEAL, clock, self.rang.release)

    def send(self, *debts: Debt) -> list[Outcome]:
        self.deliverer.send(debts)
        for _ in debts:
            assert self.rang.acquire(timeout=PATIENCE)
        return self.deliverer.outcomes()


@pytest.fixture
def deliveries() -> Iterator[Deliveries]:
    found = Deliveries()
    yield found
    for hold in found.channel.holds.values():
        hold.set()
    found.deliverer.close()


def test_what_is_sent_is_what_was_sealed_and_the_outcome_says_how(deliveries: Deliveries) -> None:
    assert deliveries.send(debt("hello")) == [Sent(1, "reply")]
    ((body, owed),) = deliveries.channel.tried
    assert (body, owed.id, owed.retry_key, owed.attempts) == ("hello", 1, "key", 1)
    assert (owed.outcome_unknown, owed.token_until, owed.created_at) == (False, START + 50_000, START)


def test_the_ids_of_messages_are_kept_only_where_they_showed_something(deliveries: Deliveries) -> None:
    deliveries.channel.answers = {"hello": [Receipt("reply", ("101",)), Receipt("reply", ("102",))]}
    assert deliveries.send(debt("hello")) == [Sent(1, "reply")]
    assert deliveries.send(replace(debt("hello"), about="9")) == [Sent(1, "reply", ("102",))]


def test_an_outcome_is_told_once(deliveries: Deliveries) -> None:
    assert len(deliveries.send(debt("hello"))) == 1
    assert deliveries.deliverer.outcomes() == []


def test_a_refusal_becomes_a_failure_with_its_next_time(deliveries: Deliveries) -> None:
    deliveries.channel.answers["hello"] = [SendError("status 500", unknown=True)]
    assert deliveries.send(debt("hello")) == [Failed(1, "status 500", START + 500, outcome_unknown=True)]


def test_whatever_a_channel_raises_the_message_is_tried_again_and_may_have_arrived(
    deliveries: Deliveries,
) -> None:
    deliveries.channel.answers["hello"] = [ZeroDivisionError("a bug of ours")]
    assert deliveries.send(debt("hello")) == [
        Failed(1, "ZeroDivisionError", START + 500, outcome_unknown=True)
    ]


def test_a_message_for_a_channel_that_is_closed_now_waits_for_it(deliveries: Deliveries) -> None:
    (failed,) = deliveries.send(debt("hello", channel="mail"))
    assert isinstance(failed, Failed)
    assert failed.error == "channel closed"
    assert failed.due is not None


def test_a_message_that_our_keys_do_not_open_is_given_up(deliveries: Deliveries) -> None:
    strange = Seal([OTHER_KEY], "sixteen letters or more")
    moved = replace(debt("hello"), dedupe="e2:0")
    assert deliveries.send(debt("hello", seal=strange)) == [Failed(1, "WrongSeal", due=None)]
    assert deliveries.send(moved) == [Failed(1, "WrongSeal", due=None)]
    assert deliveries.channel.tried == []


def test_a_slow_message_holds_up_no_other(deliveries: Deliveries) -> None:
    hold = deliveries.channel.hold("slow")
    deliveries.deliverer.send([debt("slow", row=1)])
    assert deliveries.send(debt("quick", row=2)) == [Sent(2, "reply")]
    assert deliveries.deliverer.busy
    hold.set()
    assert deliveries.rang.acquire(timeout=PATIENCE)
    assert deliveries.deliverer.outcomes() == [Sent(1, "reply")]
    assert not deliveries.deliverer.busy


def test_what_is_being_sent_or_not_yet_recorded_takes_room(deliveries: Deliveries) -> None:
    assert deliveries.deliverer.free == SENDERS
    deliveries.deliverer.send([debt("hello", row=row) for row in range(SENDERS)])
    assert deliveries.deliverer.free == 0
    for _ in range(SENDERS):
        assert deliveries.rang.acquire(timeout=PATIENCE)
    assert (deliveries.deliverer.free, deliveries.deliverer.busy) == (0, True)
    assert {outcome.row for outcome in deliveries.deliverer.outcomes()} == set(range(SENDERS))
    assert (deliveries.deliverer.free, deliveries.deliverer.busy) == (SENDERS, False)


def test_mails_that_are_being_sent_take_room_from_other_mails(deliveries: Deliveries) -> None:
    mails = [replace(debt("hello", row=row), channel=MAIL) for row in range(1, 4)]
    deliveries.deliverer.send([*mails, debt("hello", row=4)])
    assert deliveries.deliverer.free_for_mails == MAILS - 3
    for _ in range(4):
        assert deliveries.rang.acquire(timeout=PATIENCE)
    deliveries.deliverer.outcomes()
    assert deliveries.deliverer.free_for_mails == MAILS


def test_there_are_connections_for_as_many_mails_as_are_claimed() -> None:
    assert CONNECTIONS == MAILS < SENDERS


def test_outcomes_that_could_not_be_recorded_come_again_first_and_in_order(deliveries: Deliveries) -> None:
    outcomes = [*deliveries.send(debt("a", row=1)), *deliveries.send(debt("b", row=2))]
    deliveries.deliverer.give_back(outcomes)
    assert deliveries.deliverer.busy
    deliveries.deliverer.send([debt("c", row=3)])
    assert deliveries.rang.acquire(timeout=PATIENCE)
    assert [outcome.row for outcome in deliveries.deliverer.outcomes()] == [1, 2, 3]
    assert not deliveries.deliverer.busy
