"""Accuracy, time and memory of one way of finding passages."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from benchmarks.match_rivals import Ranked
from knowledge.labelled import Question
from knowledge.language import Language

_KEPT = 0.9  # share of the policy questions that is answered where false answers are compared

HEADER = """\
| means | top-1 | top-3 | false answers at 90 % answered | p50 ms | p99 ms | build s | memory MB |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


class Asked(Protocol):
    """Answers a question."""

    def ask(self, question: str, language: Language) -> Ranked: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """What one way of finding reached; times are CPU time of one thread."""

    name: str
    top_1: float
    top_3: float
    false_answers: float
    p50: float
    p99: float
    build: float
    memory: float

    def __str__(self) -> str:
        shares = " | ".join(f"{share:.1%}" for share in (self.top_1, self.top_3, self.false_answers))
        times = f"{self.p50:.2f} | {self.p99:.2f} | {self.build:.1f}"
        return f"| {self.name} | {shares} | {times} | {self.memory:.0f} |"


def measure(name: str, build: Callable[[], Asked], rows: Sequence[Question]) -> Measured:
    """Build it, ask it everything, and count."""
    began = time.process_time()
    asked = build()
    built = time.process_time() - began
    policy = [row for row in rows if row.kind == "policy"]
    strange = [row for row in rows if row.kind == "out_of_scope"]
    told = [asked.ask(row.text, row.language) for row in policy]
    trusted = float(np.quantile([each.trust for each in told], 1 - _KEPT))
    falsely = [asked.ask(row.text, row.language).trust >= trusted for row in strange]
    times = durations(asked, rows)
    return Measured(
        name,
        _share(_hits(row, each, 1) for row, each in zip(policy, told, strict=True)),
        _share(_hits(row, each, 3) for row, each in zip(policy, told, strict=True)),
        _share(falsely),
        float(np.percentile(times, 50)),
        float(np.percentile(times, 99)),
        built,
        memory_of(build),
    )


def durations(asked: Asked, rows: Sequence[Question]) -> list[float]:
    """Return how long each question takes, in milliseconds of this thread's CPU time."""
    times: list[float] = []
    for row in rows:
        began = time.thread_time_ns()
        asked.ask(row.text, row.language)
        times.append((time.thread_time_ns() - began) / 1e6)
    return times


def memory_of(build: Callable[[], Asked]) -> float:
    """Return the megabytes that what was built holds on to."""
    tracemalloc.start()
    try:
        kept = build()
        held, _ = tracemalloc.get_traced_memory()
        del kept
    finally:
        tracemalloc.stop()
    return held / 2**20


def _hits(row: Question, ranked: Ranked, among: int) -> bool:
    return any(row.accepts(passage_id) for passage_id in ranked.ids[:among])


def _share(verdicts: Iterable[bool]) -> float:
    told = list(verdicts)
    return sum(told) / len(told)
