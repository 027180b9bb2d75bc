"""What Madoguchi promises, and whether this run kept it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import figures as f
from benchmarks.figures import Figures, Key
from benchmarks.growth import EMPTY, GROWN
from benchmarks.restart import LAST

PG = "postgresql"


@dataclass(frozen=True)
class Target:
    """A limit for a figure, or for its ratio to another one."""

    text: str
    key: Key
    limit: float
    at_most: bool = False
    to: Key | None = None


@dataclass(frozen=True)
class Verdict:
    """A target and what was measured."""

    target: Target
    value: float | None

    @property
    def result(self) -> str:
        """Return pass, miss or not measured."""
        if self.value is None:
            return "not measured"
        kept = self.value <= self.target.limit if self.target.at_most else self.value >= self.target.limit
        return "pass" if kept else "miss"

    @property
    def limit(self) -> str:
        """Return the limit with its direction."""
        return f"{'≤' if self.target.at_most else '≥'} {self.target.limit:g}"


_NOOP = Key(f.NOOP, "", f.RATE)
_ACCEPT = Key(f.ACCEPT, "sqlite", f.RATE)

TARGETS = (
    Target("c ÷ a, SQLite with full durability, same 1×16 layout", _ACCEPT, 0.75, to=_NOOP),
    Target("c ÷ a, PostgreSQL, same 1×16 layout", Key(f.ACCEPT, PG, f.RATE), 0.65, to=_NOOP),
    Target("c ÷ b, SQLite", _ACCEPT, 30, to=Key(f.ECHO, "", f.RATE)),
    Target("c at saturation, SQLite: p99, ms", Key(f.ACCEPT, "sqlite", f.P99), 20, at_most=True),
    Target("d, SQLite: p50, ms", Key(f.END_TO_END, "sqlite", f.P50), 10, at_most=True),
    Target("d, SQLite: p99, ms", Key(f.END_TO_END, "sqlite", f.P99), 100, at_most=True),
    Target(
        "d, SQLite: accepted but never answered",
        Key(f.END_TO_END, "sqlite", "never answered"),
        0,
        at_most=True,
    ),
    Target("d, SQLite: answered twice", Key(f.END_TO_END, "sqlite", "answered twice"), 0, at_most=True),
    Target("questions decided per second and worker, SQLite", Key(f.DRAIN, "sqlite", f.QUESTIONS), 700),
    Target("questions decided per second and worker, PostgreSQL", Key(f.DRAIN, PG, f.QUESTIONS), 700),
    *(
        Target(
            f"last answer after the restart of a killed worker, {store}: s",
            Key(f.RESTART, store, LAST),
            2,
            at_most=True,
        )
        for store in ("sqlite", PG)
    ),
    *(
        Target(
            f"grown ÷ empty, {name}, {store}",
            Key(case + GROWN, store, measure),
            limit,
            False,
            Key(case + EMPTY, store, measure),
        )
        for store in ("sqlite", PG)
        for name, case, measure, limit in (
            ("accept", f.ACCEPT, f.RATE, 0.95),
            ("drain", f.DRAIN, f.QUESTIONS, 0.75),
        )
    ),
    Target(
        "idle CPU of web and worker, SQLite: % of a core",
        Key(f.IDLE, "sqlite", "% of a core"),
        2,
        at_most=True,
    ),
    Target(
        "idle CPU of web and worker, PostgreSQL: % of a core", Key(f.IDLE, PG, "% of a core"), 2, at_most=True
    ),
)


def judge(figures: Figures) -> Iterator[Verdict]:
    """Compare every target with the figures."""
    for target in TARGETS:
        value = figures.ratio(target.key, target.to) if target.to else figures.median(target.key)
        yield Verdict(target, value)
