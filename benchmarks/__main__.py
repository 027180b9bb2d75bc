"""Measure Madoguchi beside a bare no-op and the SDK's echo sample: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from benchmarks import accept, drain, end_to_end, growth, idle, restart
from benchmarks.bench import QUICK, Bench, Plan
from benchmarks.databases import Databases, Postgres, Sqlite
from benchmarks.figures import Figures
from benchmarks.line_api import LineApi
from benchmarks.machine import describe
from benchmarks.report import Report
from benchmarks.targets import judge

SCENARIOS = ("accept", "echo", "end_to_end", "drain", "restart", "growth", "idle")
STORES = ("sqlite", "postgresql")
_REPORT = Path(__file__).with_name("report.json")


def main() -> int:
    """Run what was asked for; 0 when it could all be measured and no target was missed."""
    arguments = _arguments()
    signal.signal(signal.SIGTERM, _leave)
    started = datetime.now(UTC)
    with ExitStack() as stack:
        bench, machine = _bench(arguments, stack)
        _run(bench, _scenarios(arguments))
    report = Report(
        command=" ".join(["python -m benchmarks", *sys.argv[1:]]),
        date=f"{started:%Y-%m-%d %H:%M} UTC, {(datetime.now(UTC) - started).seconds // 60 + 1} minutes",
        machine=machine,
        plan=bench.plan,
        figures=bench.figures,
        verdicts=list(judge(bench.figures)),
    )
    report.write(arguments.output)
    print(report.terminal())
    print(f"\nThe JSON is in {arguments.output.name}, the text of docs/benchmarks.md in the .md beside it.")
    return 0 if report.kept() else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="one short round: to see that it works, not to quote"
    )
    parser.add_argument(
        "--only", type=_names(SCENARIOS), metavar="NAMES", help=f"some of {','.join(SCENARIOS)}"
    )
    parser.add_argument(
        "--growth", action="store_true", help="measure with a million stored events too (slow)"
    )
    parser.add_argument(
        "--stores", type=_names(STORES), default=set(STORES), help=f"some of {','.join(STORES)}"
    )
    parser.add_argument("--rounds", type=int, help="how often everything is measured; the median counts")
    parser.add_argument("--grown", type=int, help="how many events are stored for --growth")
    parser.add_argument(
        "--output", type=Path, default=_REPORT, help="where the JSON goes; the .md goes beside it"
    )
    return parser.parse_args()


def _names(known: tuple[str, ...]) -> Callable[[str], set[str]]:
    def names(text: str) -> set[str]:
        chosen = {name.strip().replace("-", "_") for name in text.split(",")}
        if unknown := chosen - set(known):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {', '.join(known)}")
        return chosen

    return names


def _scenarios(arguments: argparse.Namespace) -> set[str]:
    chosen: set[str] = set(arguments.only or set(SCENARIOS) - {"growth"})
    return chosen | {"growth"} if arguments.growth else chosen


def _bench(arguments: argparse.Namespace, stack: ExitStack) -> tuple[Bench, dict[str, str]]:
    plan = QUICK if arguments.quick else Plan()
    plan = replace(plan, rounds=arguments.rounds or plan.rounds, grown=arguments.grown or plan.grown)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="madoguchi-benchmarks-")))
    figures, machine = Figures(), describe()
    databases: list[Databases] = [Sqlite(folder)] if "sqlite" in arguments.stores else []
    if "postgresql" in arguments.stores:
        with figures.attempt("PostgreSQL"):
            server = stack.enter_context(Postgres())
            databases.append(server)
            machine["postgresql"] = ", ".join(f"{name} {value}" for name, value in server.settings().items())
    api = stack.enter_context(LineApi(folder))
    api.wait_for_port(api.port)
    return Bench(plan, folder, databases, api, figures), machine


def _run(bench: Bench, scenarios: set[str]) -> None:
    if scenarios & {"accept", "echo"}:
        accept.compare(bench, scenarios)
    rest = {"end_to_end": end_to_end, "drain": drain, "restart": restart, "idle": idle, "growth": growth}
    for name, scenario in rest.items():
        if name in scenarios:
            scenario.measure(bench)


def _leave(_: int, __: FrameType | None) -> None:
    raise SystemExit(143)  # so that every process that was started is ended


if __name__ == "__main__":
    sys.exit(main())
