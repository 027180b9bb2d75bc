"""Delivery in a process of its own: to the worker it is a deliverer like the other, until it dies."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from bot.channels import Owed, Persistence, Receipt, SendError
from bot.jobs.deliver import Deliverer
from bot.jobs.delivery import SENDERS
from bot.jobs.delivery_process import DeliveryLost, DeliveryProcess
from bot.store.outbox import Debt, place_of
from bot.store.outcomes import Failed, Outcome, Sent
from tests.bot.jobs.desk import PATIENCE, SEAL, START, Clock

# pytest has threads of its own; the worker forks before it has any.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def debt(body: str, row: int = 1) -> Debt:
    dedupe = f"e{row}:0"
    sealed = SEAL.close(body.encode(), place_of(dedupe))
    return Debt(row, dedupe, "fake", sealed, "key", 1, False, START + 50_000, START)


class Postbox:
    """Implements `bot.channels.Sender`: writes what it sends into a folder; may be held up or refuse."""

    persistence = Persistence(longest_wait=300_000, given_up_after=82_800_000)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.open = get_context("fork").Event()
        self.reached = get_context("fork").Semaphore(0)

    def send(self, owed: Owed, now: int) -> Receipt:  # noqa: ARG002  # the contract's
        body = owed.body.decode()
        self.reached.release()
        if body.startswith("slow"):
            assert self.open.wait(PATIENCE)
        if body == "refused":
            raise SendError("status 500", unknown=True)
        (self._folder / body).touch()
        return Receipt("reply")

    def sent(self) -> list[str]:
        return sorted(path.name for path in self._folder.iterdir())


class Deliveries:
    """A process that sends into a postbox, and the bell that rings when outcomes have come."""

    def __init__(self, folder: Path) -> None:
        self.postbox = Postbox(folder)
        self.process = DeliveryProcess(self._build, crowd=0)
        self._rang = threading.Semaphore(0)
        self.process.listen(self._rang.release)

    def _build(self, ring: Callable[[], None]) -> Deliverer:
        return Deliverer({"fake": self.postbox}, SEAL, Clock(), ring)

    def next_outcomes(self, number: int) -> list[Outcome]:
        found: list[Outcome] = []
        while len(found) < number:
            assert self._rang.acquire(timeout=PATIENCE)
            found += self.process.outcomes()
        return found

    def die(self) -> None:
        """End the sending process as the kernel does when memory runs out."""
        pid = self.process._process.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert self._rang.acquire(timeout=PATIENCE)


@pytest.fixture
def deliveries(tmp_path: Path) -> Iterator[Deliveries]:
    found = Deliveries(tmp_path)
    yield found
    found.postbox.open.set()
    found.process.close()


def test_outcomes_of_every_kind_come_back(deliveries: Deliveries) -> None:
    deliveries.process.send([debt("hello", row=1), debt("refused", row=2)])
    outcomes = sorted(deliveries.next_outcomes(2), key=lambda outcome: outcome.row)
    assert outcomes == [Sent(1, "reply"), Failed(2, "status 500", START + 500, outcome_unknown=True)]
    assert deliveries.postbox.sent() == ["hello"]


def test_a_slow_message_holds_up_no_other(deliveries: Deliveries) -> None:
    deliveries.process.send([debt("slow", row=1)])
    deliveries.process.send([debt("quick", row=2)])
    assert deliveries.next_outcomes(1) == [Sent(2, "reply")]
    assert deliveries.process.busy
    deliveries.postbox.open.set()
    assert deliveries.next_outcomes(1) == [Sent(1, "reply")]
    assert not deliveries.process.busy


def test_what_is_being_sent_or_not_yet_recorded_takes_room(deliveries: Deliveries) -> None:
    assert (deliveries.process.free, deliveries.process.busy) == (SENDERS, False)
    deliveries.process.send([debt("hello", row=1), debt("good day", row=2)])
    assert (deliveries.process.free, deliveries.process.busy) == (SENDERS - 2, True)
    deliveries.next_outcomes(2)
    assert (deliveries.process.free, deliveries.process.busy) == (SENDERS, False)


def test_outcomes_that_could_not_be_recorded_come_again_in_order(deliveries: Deliveries) -> None:
    deliveries.process.send([debt("hello", row=1), debt("good day", row=2)])
    outcomes = deliveries.next_outcomes(2)
    deliveries.process.give_back(outcomes)
    assert deliveries.process.busy
    assert deliveries.process.outcomes() == outcomes


def test_nothing_to_send_costs_nothing(deliveries: Deliveries) -> None:
    deliveries.process.send([])
    assert not deliveries.process.busy
    assert deliveries.process.outcomes() == []


def test_what_was_given_is_sent_before_the_process_ends(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path)
    deliveries.process.send([debt("slow", row=1), debt("slow too", row=2)])
    for _ in range(2):
        assert deliveries.postbox.reached.acquire(timeout=PATIENCE)
    deliveries.postbox.open.set()
    deliveries.process.close()
    assert deliveries.postbox.sent() == ["slow", "slow too"]
    assert deliveries.process._process.exitcode == 0


def test_a_signal_to_the_whole_group_does_not_end_what_is_being_sent(deliveries: Deliveries) -> None:
    deliveries.process.send([debt("slow", row=1)])
    assert deliveries.postbox.reached.acquire(timeout=PATIENCE)
    pid = deliveries.process._process.pid
    assert pid is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(pid, number)
    deliveries.postbox.open.set()
    assert deliveries.next_outcomes(1) == [Sent(1, "reply")]


def test_a_sending_process_that_died_is_noticed_so_that_the_worker_ends_too(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path)
    deliveries.process.send([debt("slow", row=1)])
    assert deliveries.postbox.reached.acquire(timeout=PATIENCE)
    deliveries.die()
    with pytest.raises(DeliveryLost):
        deliveries.process.outcomes()
    with pytest.raises(DeliveryLost):
        deliveries.process.send([debt("hello", row=2)])
    deliveries.process.close()


def test_outcomes_that_came_before_the_process_died_are_still_told(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path)
    deliveries.process.send([debt("hello", row=1)])
    outcomes = deliveries.next_outcomes(1)
    deliveries.process.give_back(outcomes)
    deliveries.die()
    assert deliveries.process.outcomes() == outcomes
    with pytest.raises(DeliveryLost):
        deliveries.process.outcomes()
    deliveries.process.close()


def test_a_few_outcomes_do_not_ring_but_can_be_seen(tmp_path: Path) -> None:
    """The worker gathers them; a bell for each would cost a transaction for each."""
    postbox = Postbox(tmp_path)
    process = DeliveryProcess(lambda ring: Deliverer({"fake": postbox}, SEAL, Clock(), ring), crowd=2)
    bells: list[bool] = []
    over = threading.Event()

    def ring() -> None:
        bells.append(process._lost)
        over.set()

    process.listen(ring)

    process.send([debt("one")])
    process.close()
    assert over.wait(PATIENCE)

    assert bells == [True]  # the end of the process rang, the outcome did not
    assert process.ended
    assert [outcome.row for outcome in process.outcomes()] == [1]
