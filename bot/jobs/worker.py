"""Decide what arrived and send what is owed, turn by turn, until asked to stop.

One turn is one transaction: outcomes of tries that ended, decisions about the heads of lanes, and the
lease on what is due are written together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.dispatch import Decided, Dispatch
from bot.dispatch.views import Views
from bot.jobs import schedule
from bot.jobs.delivery import Delivery
from bot.jobs.schedule import Job
from bot.logs import logger
from bot.store import conversations, inbox, notices, outbox, outcomes, quotes, ticket_logs
from bot.store.engine import Connection, Database, Unit, savepoint
from bot.store.errors import StoreDown, StoreError
from bot.store.inbox import StoredEvent
from bot.store.outcomes import Failed
from bot.store.sealing import Seal
from bot.store.seat import Seat
from bot.store.shelf import StoredShelf
from bot.store.taken_back import TakenBack

_BATCH = 16  # events a turn; more would make the first one wait for the last one
_LONGEST_WAIT_MS = 1_000  # between two looks at the store when nobody rings
_GATHERING = 0.02  # seconds in which outcomes are gathered, for each transaction costs a write to the disk
_EXPIRY_LOOK_MS = 5_000
_NEVER = 1 << 62


@dataclass(slots=True)
class _Thought:
    """What came out of thinking about a batch."""

    decided: list[Decided] = field(default_factory=list)
    failed: list[tuple[StoredEvent, Exception]] = field(default_factory=list)
    finished: list[StoredEvent] = field(default_factory=list)
    unfinished: list[StoredEvent] = field(default_factory=list)


class Worker:
    """Sits in one seat and does everything that is due."""

    def __init__(
        self,
        database: Database,
        seat: Seat,
        dispatch: Dispatch,
        deliverer: Delivery,
        jobs: Sequence[Job],
        seal: Seal,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._seat = seat
        self._dispatch = dispatch
        self._deliverer = deliverer
        self._jobs = jobs
        self._seal = seal
        self._clock = clock
        self._stopping = False
        self._next_slot = 0
        self._next_expiry_look = 0
        self._next_due = _NEVER

    def stop(self) -> None:
        """Ask the worker to finish what it is doing; may be called from a signal handler."""
        self._stopping = True
        self._seat.ring()

    def run(self) -> None:
        """Work until stopped. Raises StoreError when the seat is lost; a new process then takes a new one."""
        self.recover()
        logger().info("worker_ready", seat=self._seat.name)
        while not self._stopping:
            if not self._turn_or_wait():
                self._wait()
        self._finish()

    def recover(self) -> None:
        """Take back what this seat was doing when it was last left."""
        with self._database.write() as connection:
            sending = outbox.take_back(connection, self._seat.name)
            suspects = inbox.suspects(connection, self._seat.noted())
            set_aside = [event for row in suspects for event in self._blame(connection, row)]
        if sending or suspects:
            logger().warning("worker_recovers", sending=sending, deciding=len(suspects))
        for event in set_aside:
            with self._database.write() as connection:
                self._apologise(connection, event, self._clock())
        for row in suspects:
            # Alone, so that an event which ends the process is blamed for it and its neighbours are not.
            self.turn(only=row)

    def turn(self, only: int | None = None) -> bool:
        """Do what is due now; returns whether more may be due at once, such as the next event of a lane."""
        now = self._clock()
        self._keep_time(now)
        ended = self._deliverer.outcomes()
        try:
            with self._database.unit() as unit:
                heads = self._heads(unit, now, only)
                if not (heads or ended or self._any_due(unit, now)):
                    return False
                thought = self._think(unit, heads, now)
                with unit.write() as connection:
                    settled = outcomes.record(connection, self._seat.name, ended, now)
                    self._write(connection, thought, now)
                    # After what was decided, for a step is noted in the same tickets.
                    self._dispatch.settle(connection, settled, now)
                    sending = self._deliverer
                    debts = outbox.claim(
                        connection, self._seat.name, now, sending.free, sending.free_for_mails
                    )
        except BaseException:
            self._deliverer.give_back(ended)
            raise
        self._expect([outcome.due for outcome in ended if isinstance(outcome, Failed)])
        self._deliverer.send(debts)
        return bool(heads)

    def _turn_or_wait(self) -> bool:
        try:
            return self.turn()
        except StoreError as error:
            logger().error("store_failed", why=str(error))
            self._seat.wait(_LONGEST_WAIT_MS / 1_000)  # raises when the seat itself is lost
            return True

    def _heads(self, unit: Unit, now: int, only: int | None) -> list[StoredEvent]:
        if only is None:
            return inbox.heads(unit.read, now, _BATCH)
        return inbox.head(unit.read, now, only)

    def _any_due(self, unit: Unit, now: int) -> bool:
        sending = self._deliverer
        return sending.free > 0 and outbox.any_due(unit.read, now, sending.free_for_mails)

    def _think(self, unit: Unit, heads: Sequence[StoredEvent], now: int) -> _Thought:
        thought = _Thought()
        if not heads:
            return thought
        self._seat.note([stored.id for stored in heads])
        remembered = conversations.recall(unit.read, [stored.lane for stored in heads], self._seal)
        logs = ticket_logs.own(unit.read, remembered.with_tickets)
        waiting = notices.waiting(unit.read, remembered.with_notices)
        taken_back = TakenBack(unit.read, {stored.lane for stored in heads}, self._seal)
        for stored in heads:
            try:
                if stored.source == schedule.SOURCE:
                    ended = self._do_job(stored, now)
                    (thought.finished if ended else thought.unfinished).append(stored)
                else:
                    known = remembered.conversations.get(stored.lane)
                    views = Views(
                        shown_in=partial(quotes.shown_in, unit.read, stored.lane),
                        own_tickets=partial(ticket_logs.folded, logs.get(stored.lane, ())),
                        shelf=StoredShelf(unit.read, stored.lane, now, self._seal),
                        taken_back=partial(taken_back.was, stored.lane),
                        waiting=partial(notices.readable, waiting.get(stored.lane, ()), self._seal),
                    )
                    thought.decided.append(self._dispatch.decide(stored, known, now, views))
            except StoreDown:
                raise
            except Exception as error:  # noqa: BLE001  # one event that fails must cost only itself
                thought.failed.append((stored, error))
        return thought

    def _do_job(self, stored: StoredEvent, now: int) -> bool:
        job = schedule.job_of(stored.event_id, self._jobs)
        return job is None or job.step(self._database, now)

    def _write(self, connection: Connection, thought: _Thought, now: int) -> None:
        if thought.decided:
            self._write_decided(connection, thought, now)
        if thought.finished:
            inbox.done(connection, [stored.id for stored in thought.finished], now)
        for stored in thought.unfinished:
            inbox.later(connection, stored, now)
        for stored, error in thought.failed:
            self._write_failed(connection, stored, error, now)

    def _write_decided(self, connection: Connection, thought: _Thought, now: int) -> None:
        try:
            with savepoint(connection):
                self._dispatch.record(connection, thought.decided, now, self._seat.name)
        except StoreDown:
            raise
        except Exception:  # noqa: BLE001  # which of them it was shows when each is written by itself
            for one in thought.decided:
                try:
                    with savepoint(connection):
                        self._dispatch.record(connection, [one], now, self._seat.name)
                except StoreDown:
                    raise
                except Exception as error:  # noqa: BLE001  # this one
                    thought.failed.append((one.stored, error))

    def _write_failed(self, connection: Connection, stored: StoredEvent, error: Exception, now: int) -> None:
        set_aside = inbox.failed(connection, stored, type(error).__name__, now)
        logger().error("event_failed", event_id=stored.event_id, set_aside=set_aside, error=error)
        self._expect([now + inbox.BACK_OFF_MS[0]])
        if set_aside:
            self._apologise(connection, stored, now)

    def _blame(self, connection: Connection, row: int) -> list[StoredEvent]:
        """Count the try that ended the process; returns the event when that was its last one."""
        found = inbox.head(connection, _NEVER, row)
        inbox.blame(connection, row, self._clock())
        return [event for event in found if event.attempts + 1 >= inbox.LAST_ATTEMPT]

    def _apologise(self, connection: Connection, stored: StoredEvent, now: int) -> None:
        if stored.source == schedule.SOURCE:
            return
        try:
            with savepoint(connection):
                self._dispatch.apologise(connection, stored, now)
        except StoreDown:
            raise
        except Exception as second:  # noqa: BLE001  # what cannot be read cannot be answered either
            logger().error("apology_failed", event_id=stored.event_id, error=second)

    def _keep_time(self, now: int) -> None:
        if now >= self._next_slot and self._jobs:
            with self._database.write() as connection:
                inbox.put(connection, schedule.slots(self._jobs, self._seal, now))
            self._next_slot = schedule.next_slot(self._jobs, now)
        if now >= self._next_expiry_look:
            self._next_expiry_look = now + _EXPIRY_LOOK_MS
            with self._database.read() as connection:
                expired = outbox.any_expired(connection, now)
            if expired:
                with self._database.write() as connection:
                    outbox.take_back_expired(connection, now)

    def _expect(self, times: Sequence[int | None]) -> None:
        self._next_due = min([self._next_due, *(time for time in times if time is not None)])

    def _wait(self) -> None:
        """Wait for the bell or for what is due; while something is being sent, for how it ends."""
        until, self._next_due = min(self._next_due, self._clock() + _LONGEST_WAIT_MS), _NEVER
        while not (self._stopping or self._deliverer.ended):
            left = (until - self._clock()) / 1_000
            if left <= 0 or self._seat.wait(min(left, _GATHERING if self._deliverer.busy else left)):
                return

    def _finish(self) -> None:
        """Record what is still being sent, so that a restart does not have to ask LINE about it."""
        until = time.monotonic() + 15.0
        while self._deliverer.busy and time.monotonic() < until:
            ended = self._deliverer.outcomes()
            if ended:
                with self._database.write() as connection:
                    now = self._clock()
                    settled = outcomes.record(connection, self._seat.name, ended, now)
                    self._dispatch.settle(connection, settled, now)
            else:
                self._seat.wait(0.2)
        self._seat.note([])  # what still waits after an orderly end did not cause it
        logger().info("worker_stopped", seat=self._seat.name)
