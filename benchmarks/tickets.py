"""What tickets cost: opening one, and asking how it stands, in an empty store and in a full one.

    python -m benchmarks.tickets [--database sqlite|postgresql ...] [--tickets N] [--rounds N] [--write]

Each turn is the worker's own: the event is taken, decided with the real knowledge and handlers, and written
in one durable transaction; nothing is sent. The full store is seeded with `benchmarks.tickets_seed`.
`--write` puts the table into docs/tickets.md.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
from cryptography.fernet import Fernet

from benchmarks.databases import Databases
from benchmarks.full_stores import Measurement
from benchmarks.servers import BenchmarkError
from benchmarks.tickets_seed import EVENTS, seed
from bot.bootstrap.knowledge import finder
from bot.dispatch import Dispatch
from bot.draws import SecretDraws
from bot.jobs.delivery import Delivery
from bot.jobs.worker import Worker
from bot.line.channel import LineChannel
from bot.store import inbox, schema, ticket_logs
from bot.store.engine import Database, open_database
from bot.store.inbox import NewEvent, place_of
from bot.store.outbox import Debt
from bot.store.outcomes import Sent
from bot.store.sealing import Seal
from bot.store.seat import take_seat

DOCS = Path(__file__).parents[1] / "docs" / "tickets.md"
_MARK = "<!-- figures of python -m benchmarks.tickets -->"
_SECRET_KEY = "a-secret-key-of-the-benchmarks"
_FORM = ("データを削除してください", "はい", "1", "すべて", "あとで")
_SEND = "送信する"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds a turn, one each."""

    question: list[float]
    opening: list[float]
    status: list[float]


class _Sent(Delivery):
    """Counts everything as sent at once."""

    def send(self, debts: Sequence[Debt]) -> None:
        self._in_flight += len(debts)
        self._ended.extend(Sent(debt.id, "reply") for debt in debts)


class Desk:
    """One worker at a store, fed by hand."""

    def __init__(self, database: Database) -> None:
        seat = take_seat(database)
        assert seat is not None  # noqa: S101  # nobody else is there
        self._database, self._seat = database, seat
        self._seal = Seal([Fernet.generate_key().decode()], _SECRET_KEY)
        dispatch = Dispatch({"line": LineChannel()}, finder, self._seal, SecretDraws(_SECRET_KEY))
        self._worker = Worker(database, seat, dispatch, _Sent(), (), self._seal, _clock)
        self._count = 0

    def close(self) -> None:
        """Leave the seat."""
        self._seat.leave()

    def says(self, person: str, text: str) -> float:
        """Let a person write; return how many milliseconds the worker's turn took."""
        with self._database.write() as connection:
            inbox.put(connection, [self._event(person, text)])
        began = time.perf_counter()
        self._worker.turn()
        taken = (time.perf_counter() - began) * 1_000
        while self._worker.turn():
            pass
        return taken

    def must_have_opened(self, person: str) -> None:
        """Raise BenchmarkError unless this person has one ticket: or something else would be measured."""
        lane = self._seal.lane("line.user", person)
        with self._database.read() as connection:
            found = ticket_logs.own(connection, [lane]).get(lane, ())
        if len(found) != 1:
            raise BenchmarkError(f"{len(found)} tickets were opened instead of one")

    def _event(self, person: str, text: str) -> NewEvent:
        self._count += 1
        event_id, now = f"bench-{self._count}", _clock()
        payload = {
            "type": "message",
            "webhookEventId": event_id,
            "timestamp": now,
            "mode": "active",
            "source": {"type": "user", "userId": person},
            "message": {"type": "text", "id": str(self._count), "text": text},
            "replyToken": event_id,
        }
        sealed = self._seal.close(json.dumps(payload).encode(), place_of(event_id))
        return NewEvent(event_id, "line", self._seal.lane("line.user", person), sealed, now)


def measure(desks: Sequence[Desk], rounds: int) -> list[Times]:
    """Let people ask a question, hand a request in, and ask how it stands: at each desk in turn, so that
    whatever else the machine does meets all of them alike.
    """
    times = [Times([], [], []) for _ in desks]
    for _ in range(rounds):
        for desk, taken in zip(desks, times, strict=True):
            person = f"U{uuid4().hex}"
            taken.question.append(desk.says(person, "クッキーは使っていますか？"))
            for text in _FORM:
                desk.says(person, text)
            taken.opening.append(desk.says(person, _SEND))
            taken.status.append(desk.says(person, "申し出はどうなっていますか"))
            desk.must_have_opened(person)
    return times


def table(databases: Databases, count: int, rounds: int) -> Iterator[str]:
    """Yield a line for the empty store, one for the full one, and one of what is full for empty."""
    stores = [open_database(databases.create()) for _ in range(2)]
    for store in stores:
        schema.migrate(store)
    seed(stores[1], count)
    desks = [Desk(store) for store in stores]
    measure(desks, 10)
    empty, full = measure(desks, rounds)
    for desk, store in zip(desks, stores, strict=True):
        desk.close()
        store.close()
    yield _line(databases.name, 0, empty)
    yield _line(databases.name, count, full)
    yield _ratios(databases.name, empty, full)


def _ratios(name: str, empty: Times, full: Times) -> str:
    pairs = ((full.question, empty.question), (full.opening, empty.opening), (full.status, empty.status))
    cells = [
        f"{np.percentile(after, percent) / np.percentile(before, percent):.2f}"
        for after, before in pairs
        for percent in (50, 99)
    ]
    return f"| {name} | full : empty | | {' | '.join(cells)} | |"


def _line(name: str, size: int, times: Times) -> str:
    cells = []
    for column in (times.question, times.opening, times.status):
        cells += [f"{np.percentile(column, 50):.1f}", f"{np.percentile(column, 99):.1f}"]
    added = np.percentile(times.opening, 50) - np.percentile(times.question, 50)
    return f"| {name} | {size:,} | {size * EVENTS:,} | {' | '.join(cells)} | {added:+.1f} |"


HEADER = """\
| database | tickets | events | question p50 ms | p99 | opening p50 ms | p99 | status p50 ms | p99 | adds |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def _clock() -> int:
    return time.time_ns() // 1_000_000


MEASUREMENT = Measurement(words=__doc__, header=HEADER, table=table, rounds=200, docs=DOCS, mark=_MARK)


if __name__ == "__main__":
    MEASUREMENT.run()
