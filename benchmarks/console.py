"""What the pages of the console cost in a full store: server time a page, through Flask's test client.

    python -m benchmarks.console [--database sqlite|postgresql ...] [--tickets N] [--rounds N] [--write]

The store is seeded by `benchmarks.tickets_seed` and `benchmarks.console_seed`. CPU is this process's alone,
so it tells what a busy machine does not. `--write` puts the table into docs/benchmarks-console.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.console_desk import Console
from benchmarks.console_pages import pages
from benchmarks.console_seed import add_to
from benchmarks.databases import Databases
from benchmarks.full_stores import Measurement
from benchmarks.tickets_seed import seed
from bot.store import schema
from bot.store.engine import open_database

DOCS = Path(__file__).parents[1] / "docs" / "benchmarks-console.md"
_MARK = "<!-- figures of python -m benchmarks.console -->"
_LIMIT = 150
"""Milliseconds that a page may take, at the 95th percentile."""


def table(databases: Databases, count: int, rounds: int) -> Iterator[str]:
    """Yield a line for each page."""
    database = open_database(databases.create())
    schema.migrate(database)
    seed(database, count)
    add_to(database, count)
    console = Console(database)
    for name, ask in pages(console, count):
        times, cpu = _times(ask, rounds)
        p50, p95 = (float(np.percentile(times, percent)) for percent in (50, 95))
        verdict = "" if p95 <= _LIMIT else f" (over {_LIMIT})"
        busy = float(np.percentile(cpu, 50))
        yield f"| {databases.name} | {count:,} | {name} | {p50:.0f} | {p95:.0f}{verdict} | {busy:.0f} |"
    database.close()


def _times(ask: Callable[[], str], rounds: int) -> tuple[list[float], list[float]]:
    """Return how many milliseconds each round took, and how many of them this process was at work."""
    for _ in range(3):
        ask()
    times, cpu = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - began) * 1_000)
        cpu.append((time.process_time() - worked) * 1_000)
    return times, cpu


HEADER = """\
| database | tickets | page | p50 ms | p95 ms | CPU p50 ms |
| --- | --- | --- | --- | --- | --- |"""


MEASUREMENT = Measurement(words=__doc__, header=HEADER, table=table, rounds=60, docs=DOCS, mark=_MARK)


if __name__ == "__main__":
    MEASUREMENT.run()
