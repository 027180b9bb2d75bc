"""A desk for tests: the real store, dispatch, delivery and worker; a channel and a clock that do as told."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from cryptography.fernet import Fernet

from bot.channels import Draft, Owed, Persistence, Receipt, Received, SendError
from bot.dispatch import Dispatch
from bot.jobs.deliver import Deliverer
from bot.jobs.schedule import Job
from bot.jobs.worker import Worker
from bot.store import inbox
from bot.store.engine import Database
from bot.store.inbox import NewEvent, place_of
from bot.store.sealing import Seal
from bot.store.seat import take_seat
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import ButtonPressed, Event, MessageReceived, MessageUnsent, Unfollowed
from handlers.replies import Reply, Text

START = 1_800_000_000_000  # milliseconds since 1970, UTC
TOKEN_LIFE_MS = 50_000
PATIENCE = 30.0  # seconds; nothing here waits for time to pass
PASSAGES = ("9", "2.2.cookies")
KEY, OTHER_KEY = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SEAL = Seal([KEY], "sixteen letters or more")
KINDS: dict[str, type[Event]] = {
    kind.__name__: kind for kind in (MessageReceived, ButtonPressed, Unfollowed, MessageUnsent)
}


class Clock:
    """Time that passes only when told to (milliseconds since 1970, UTC)."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> int:
        return self.now


def happened(
    event_id: str,
    kind: type[Event] = MessageReceived,
    lane: str = "ana",
    at: int = START,
    seal: Seal = SEAL,
    **values: str,
) -> NewEvent:
    """Return an event as the webhook stores it."""
    payload = json.dumps({"kind": kind.__name__, "to": lane, **values}).encode()
    return NewEvent(event_id, "fake", lane, seal.close(payload, place_of(event_id)), at)


def said(event_id: str, text: str, lane: str = "ana", at: int = START, **values: Any) -> NewEvent:
    return happened(event_id, MessageReceived, lane, at, text=text, **values)


class HandlerBroke(Exception):
    """What a handler that has a bug raises."""


class ProcessEnded(BaseException):
    """Stands for an event that ends the whole process, such as one that takes all memory."""


def stub_decide(event: Event, ctx: Context) -> Decision:
    """Repeat what was said, a message per line that shows the passage it names; fail when told so."""
    if not isinstance(event, MessageReceived):
        return Decision()
    if event.text == "break":
        raise HandlerBroke
    if event.text == "end the process":
        raise ProcessEnded
    if ctx.quoted:
        return Decision((Text(f"you mean {' and '.join(ctx.quoted)}"),))
    ctx.conversation.language = "en"
    return Decision(
        tuple(Text(line, about=(line,) if line in PASSAGES else ()) for line in event.text.splitlines())
    )


class FakeChannel:
    """Implements `bot.channels.Channel`; `answers` holds what the platform says to each try, by body."""

    persistence = Persistence(longest_wait=300_000, given_up_after=82_800_000)

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.answers: dict[str, list[SendError | Exception | Receipt]] = {}
        self.holds: dict[str, threading.Event] = {}
        self.tried: list[tuple[str, Owed]] = []
        self.sent: list[str] = []
        self.reached = threading.Semaphore(0)

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        values: dict[str, Any] = json.loads(payload)
        to = values.pop("to")
        kind = KINDS[values.pop("kind")]
        event = kind(id=event_id, at=datetime.fromtimestamp(received_at / 1_000, UTC), **values)
        return Received(event, to, "token", received_at + TOKEN_LIFE_MS)

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:
        said = [reply for reply in replies if isinstance(reply, Text)]
        return [
            Draft(reply.text.encode(), None if number else received.token_until, (reply.about,))
            for number, reply in enumerate(said)
        ]

    def words(self, body: bytes) -> tuple[Text, ...]:
        return (Text(body.decode()),)

    def send(self, owed: Owed, now: int) -> Receipt:
        body = owed.body.decode()
        self.tried.append((body, owed))
        self.reached.release()
        if body in self.holds:
            assert self.holds[body].wait(PATIENCE)
        answer = self.answers[body].pop(0) if self.answers.get(body) else _by_token(owed, now)
        if isinstance(answer, Exception):
            raise answer
        self.sent.append(body)
        return answer

    def tries(self, body: str) -> list[Owed]:
        return [owed for tried, owed in self.tried if tried == body]

    def hold(self, body: str) -> threading.Event:
        """Let the platform not answer to this until the event is set."""
        self.holds[body] = threading.Event()
        return self.holds[body]


def _by_token(owed: Owed, now: int) -> Receipt:
    return Receipt("reply" if owed.token_until is not None and now < owed.token_until else "push")


class Desk:
    """One worker in its seat."""

    def __init__(self, database: Database, jobs: Sequence[Job] = (), clock: Clock | None = None) -> None:
        self.database = database
        self.clock = clock or Clock()
        self.channel = FakeChannel(self.clock)
        self._ended = threading.Semaphore(0)
        seat = take_seat(database)
        assert seat is not None
        self.seat = seat
        channels = {"fake": self.channel}
        self.dispatch = Dispatch(channels, _no_finder, SEAL)
        self.deliverer = Deliverer(channels, SEAL, self.clock, self._one_ended)
        self.worker = Worker(database, seat, self.dispatch, self.deliverer, jobs, SEAL, self.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(self, *events: NewEvent) -> None:
        with self.database.write() as connection:
            inbox.put(connection, events)

    def work(self) -> None:
        """Take turns until nothing is due now and everything that was being sent is recorded."""
        for _ in range(50):
            if not (self.worker.turn() or self.deliverer.busy):
                return
            self.wait_for_sends()
        raise AssertionError("there is always something due")

    def work_at(self, now: int) -> None:
        self.clock.now = now
        self.work()

    def wait_for_sends(self) -> None:
        """Wait until every try that was begun has ended; none is recorded yet."""
        while len(self.deliverer._ended) < self.deliverer._in_flight:
            self.wait_for_a_send()

    def wait_for_a_send(self) -> None:
        assert self._ended.acquire(timeout=PATIENCE)

    def close(self) -> None:
        """Close what a process would close when it ends; may be done twice."""
        for hold in self.channel.holds.values():
            hold.set()
        self.deliverer.close()
        if self.seat is not None:
            self.seat.leave()
        self.seat = None  # type: ignore[assignment]  # nobody works here any more

    def _one_ended(self) -> None:
        self._ended.release()
        if self.seat is not None:
            self.seat.ring()


def _no_finder() -> Any:
    return None
