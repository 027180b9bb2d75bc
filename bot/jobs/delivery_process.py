"""Sending in a process of its own, so that deciding and sending do not wait for each other's interpreter.

Two thirds of what one question costs is deciding, a third is the call to LINE; in one process they take
turns at the interpreter's lock, at each row read and each byte sent.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from bot.jobs.deliver import Deliverer
from bot.jobs.delivery import SENDERS, Delivery
from bot.store.outbox import Debt
from bot.store.outcomes import Outcome

Build = Callable[[Callable[[], None]], Deliverer]


class DeliveryLost(Exception):
    """The sending process has ended; what it was sending is taken back by the next worker in this seat."""


class DeliveryProcess(Delivery):
    """Looks like a `Deliverer` to the worker. Start it before threads and database connections exist."""

    def __init__(self, build: Build, crowd: int = SENDERS // 2) -> None:
        super().__init__()
        self._crowd = crowd
        context = multiprocessing.get_context("fork")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_send_for, args=(theirs, self._ours, build), name="delivery")
        self._process.start()
        theirs.close()
        self._lost = False
        self._ring: Callable[[], None] = _nobody

    def listen(self, ring: Callable[[], None]) -> None:
        """Call `ring` from another thread when outcomes have come and a crowd is under way.

        A few outcomes are not worth a transaction each; the worker looks for them every few milliseconds.
        """
        self._ring = ring
        threading.Thread(target=self._receive, name="outcomes", daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether an outcome waits to be recorded, or no more can come."""
        return super().ended or self._lost

    def send(self, debts: Sequence[Debt]) -> None:
        """Start to send; each outcome comes with `outcomes`. Raises DeliveryLost."""
        if not debts:
            return
        self._begin(debts)
        try:
            self._ours.send(debts)
        except OSError:
            raise DeliveryLost from None

    def outcomes(self) -> list[Outcome]:
        """Return how tries ended since the last call. Raises DeliveryLost once nothing can come any more."""
        ended = super().outcomes()
        if self._lost and not ended:
            raise DeliveryLost
        return ended

    def close(self) -> None:
        """End the process once it has sent what it was given."""
        with suppress(OSError):
            # Said in words: while `_receive` reads from the pipe, closing it here would not end it there.
            self._ours.send(None)
        self._process.join()

    def _receive(self) -> None:
        try:
            while True:
                self._ended.extend(self._ours.recv())
                if self._in_flight >= self._crowd:
                    self._ring()
        except (EOFError, OSError):
            self._lost = True
            self._ring()


def _nobody() -> None:
    """Ring at no door: nobody listens yet."""


def _send_for(theirs: Connection, ours: Connection, build: Build) -> None:
    ours.close()  # or this process would never see that the worker has gone
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the worker says when it is over, by closing the pipe
    some, over = threading.Event(), threading.Event()
    deliverer = build(some.set)
    report = threading.Thread(target=_report, args=(theirs, deliverer, some, over), name="report")
    report.start()
    with suppress(EOFError, OSError):
        while (debts := theirs.recv()) is not None:
            deliverer.send(debts)
    deliverer.close()
    over.set()
    some.set()
    report.join()


def _report(theirs: Connection, deliverer: Deliverer, some: threading.Event, over: threading.Event) -> None:
    """Pass outcomes on until it is over and none is left; what nobody reads a restart finds out."""
    while not over.is_set() or deliverer.ended:
        some.wait()
        some.clear()
        outcomes = deliverer.outcomes()
        if outcomes:
            with suppress(OSError):
                theirs.send(outcomes)
