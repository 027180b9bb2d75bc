"""The report of a run: for the terminal, as JSON, and as the text of docs/benchmarks.md."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.bench import Plan
from benchmarks.figures import Figures
from benchmarks.targets import Verdict

_Rows = Sequence[Sequence[str]]

_METHOD = """
Load generator, server, database and API stub share one machine over loopback, without TLS or a proxy, so
only the ratios travel. All cases run in turns, round after round; a figure is the median of the rounds,
a ratio the median of the ratios within each round.

- (a) Flask, gunicorn (1 process, 16 threads) and the SDK's `WebhookParser`; the events are forgotten.
- (b) The SDK's echo sample with two sync workers: a new client per event, the reply sent inside the
  request.
- (c) `python -m bot webhook`, every webhook stored before its 200. (a), (b) and (c) are driven to their
  limit over 16 connections; every webhook is signed and has its own event id, reply token and message,
  one of the labelled ones of `tests/questions`, of one of 1,000 people. After each run of (c) the stored
  rows are counted: fewer than the 200s is a failure.
- (d) `python -m bot webhook` and `worker`: webhooks at random moments (Poisson) that wait for no earlier
  answer; the time runs from when a webhook was due until its reply reached the API stub.
- Drain: the inbox is filled with the worker stopped; then one worker, from the first to the last reply.
- (e) The worker is killed (`kill -9` to it and its children) in the middle of 200 answers and started
  again; the time runs from that start to the last answer. Tries that LINE's one-time tokens would refuse are
  counted.
- Grown: the product decides one question of each of the 1,000 people, these finished rows are copied
  under new ids by direct insert (`--growth`, `--grown N`), and each round gets a fresh copy of that
  database.
- Idle: CPU time of the processes and their children from /proc, after the first questions were answered.

The product runs with its own settings (`LOG_LEVEL=INFO`), SQLite as the product sets it up, PostgreSQL
with the settings it comes with.
"""


@dataclass(frozen=True)
class Report:
    """Everything one run says."""

    command: str
    date: str
    machine: dict[str, str]
    plan: Plan
    figures: Figures
    verdicts: list[Verdict]

    def kept(self) -> bool:
        """Tell whether everything that was tried could be measured and no target was missed."""
        return not self.figures.failures and all(verdict.result != "miss" for verdict in self.verdicts)

    def write(self, path: Path) -> None:
        """Write the JSON, and the text of docs/benchmarks.md beside it."""
        content = {
            "command": self.command,
            "date": self.date,
            "machine": self.machine,
            "plan": asdict(self.plan),
            "targets": [
                {"target": v.target.text, "limit": v.limit, "value": v.value, "result": v.result}
                for v in self.verdicts
            ],
            "figures": [
                {**key._asdict(), "median": median(values.values()), "rounds": list(values.values())}
                for key, values in self.figures.rounds.items()
            ],
            "failures": self.figures.failures,
        }
        path.write_text(json.dumps(_rounded(content), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        path.with_suffix(".md").write_text(self.markdown(), encoding="utf-8")

    def terminal(self) -> str:
        """Return the tables for a terminal."""
        return "\n\n".join(_aligned(header, rows) for _, header, rows in self._tables()) + self._failures()

    def markdown(self) -> str:
        """Return the text of docs/benchmarks.md."""
        parts = [f"# Benchmarks\n\n`{self.command}` · {self.date}", _METHOD.strip()]
        (_, target_header, targets), _, (_, machine_header, machine) = self._tables()
        parts += ["## Targets", _piped(target_header, targets)]
        parts += ["## Figures", _piped(("case", "store", "median (lowest–highest round)"), self._by_case())]
        parts += ["## Machine", _piped(machine_header, machine)]
        return "\n\n".join(parts) + self._failures() + "\n"

    def _by_case(self) -> _Rows:
        cells: dict[tuple[str, str], list[str]] = {}
        for key, values in self.figures.rounds.items():
            cells.setdefault((key.case, key.store), []).append(f"{key.measure}: {_spread(values.values())}")
        return [(case, store, "<br>".join(found)) for (case, store), found in cells.items()]

    def _tables(self) -> Iterator[tuple[str, Sequence[str], _Rows]]:
        verdicts = [(v.target.text, v.limit, _number(v.value), v.result) for v in self.verdicts]
        yield "Targets", ("target", "limit", "measured", "result"), verdicts
        figures = [
            (key.case, key.store, key.measure, _number(median(values.values())), _all(values.values()))
            for key, values in self.figures.rounds.items()
        ]
        yield "Figures", ("case", "store", "measure", "median", "rounds"), figures
        yield "Machine", ("what", "value"), list(self.machine.items())

    def _failures(self) -> str:
        if not self.figures.failures:
            return ""
        lines = [f"- {what}: {_gist(why)}" for what, why in self.figures.failures.items()]
        return "\n\nNot measured, or not in every round:\n\n" + "\n".join(lines)


def _gist(message: str) -> str:
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return lines[0] if len(lines) < 2 else f"{lines[0]} … {lines[-1]}"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def _all(values: Iterable[float]) -> str:
    return " · ".join(_number(value) for value in values)


def _spread(values: Collection[float]) -> str:
    low, high = _number(min(values)), _number(max(values))
    return _number(median(values)) + (f" ({low}–{high})" if low != high else "")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else value


def _piped(header: Sequence[str], rows: _Rows) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ["---"] * len(header), *rows))


def _aligned(header: Sequence[str], rows: _Rows) -> str:
    table = [header, *rows]
    widths = [max(_width(row[column]) for row in table) for column in range(len(header))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        for row in table
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
