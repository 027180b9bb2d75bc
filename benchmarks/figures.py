"""What was measured, round by round."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from benchmarks.servers import BenchmarkError

RATE = "webhooks/s"
QUESTIONS = "questions/s"
P50, P90, P99 = "p50, ms", "p90, ms", "p99, ms"
REFUSED = "refused or broken"
CPU = "CPU of the server, µs per webhook"

NOOP = "(a) no-op, 1×16"
ECHO = "(b) SDK echo, 2 sync workers, API 50 ms"
ACCEPT = "(c) accept, 1×16"
END_TO_END = "(d) webhook to LINE call, open loop, API 50 ms"
DRAIN = "drain of a backlog, 1 worker, API 0 ms"
IDLE = "idle, web and worker"
RESTART = "(e) worker killed while it answers, API 50 ms"


class Key(NamedTuple):
    """Names a figure."""

    case: str
    store: str
    measure: str

    def __str__(self) -> str:
        return ", ".join(part for part in self if part)


@dataclass
class Figures:
    """The figures of a run, and what could not be measured."""

    rounds: dict[Key, dict[int, float]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, round_number: int, case: str, store: str, measures: dict[str, float]) -> None:
        """Note what one case gave in one round."""
        for measure, value in measures.items():
            self.rounds.setdefault(Key(case, store, measure), {})[round_number] = value
        shown = "   ".join(f"{measure}: {value:,.2f}" for measure, value in measures.items())
        print(f"  {case} {store}\n      {shown}", file=sys.stderr, flush=True)

    @contextmanager
    def attempt(self, what: str) -> Iterator[None]:
        """Go on with the next case when this one cannot be measured."""
        try:
            yield
        except (BenchmarkError, OSError, subprocess.SubprocessError, SQLAlchemyError) as error:
            self.failures[what] = str(error)
            print(f"  {what}: not measured: {error}", file=sys.stderr, flush=True)

    def median(self, key: Key) -> float | None:
        """Return the median over the rounds."""
        values = self.rounds.get(key)
        return median(values.values()) if values else None

    def ratio(self, key: Key, to: Key) -> float | None:
        """Return the median of the ratios within each round: neighbours in time saw the same machine."""
        values, others = self.rounds.get(key, {}), self.rounds.get(to, {})
        shared = [values[number] / others[number] for number in values if others.get(number)]
        return median(shared) if shared else None


def share(ordered: list[float], percent: float) -> float:
    """Return a percentile of sorted values."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
