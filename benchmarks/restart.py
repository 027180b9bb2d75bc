"""How soon after a restart the answers come that a killed worker still owed."""

from __future__ import annotations

import time

from benchmarks import figures as f
from benchmarks.bench import Bench
from benchmarks.drain import fill
from benchmarks.line_api import Call
from benchmarks.product import Product
from benchmarks.servers import BenchmarkError
from benchmarks.webhooks import webhooks

_WARM_UP, _QUESTIONS = 20, 200
_API_LATENCY_MS = 50
LAST = "last answer after, s"


def measure(bench: Bench) -> None:
    """Measure every database in turns."""
    for number in range(bench.plan.rounds):
        for databases in bench.databases:
            with bench.figures.attempt(f"{f.RESTART}, {databases.name}"), bench.product(databases) as product:
                bench.figures.add(number, f.RESTART, databases.name, _restart(bench, product))


def _restart(bench: Bench, product: Product) -> dict[str, float]:
    """Kill the worker while it answers, start it again, and time from the start to the last answer."""
    bench.api.reset(_API_LATENCY_MS)
    with product.webhook() as web:
        web.wait()
        with product.worker() as worker:
            fill(web.port, list(webhooks(_WARM_UP)))
            bench.api.wait_for(_WARM_UP, 20)  # it is up
            fill(web.port, list(webhooks(_QUESTIONS)))
            worker.kill()
        before = bench.api.count()
        started = time.monotonic()
        with product.worker():
            calls = _all_answered(bench)
    tokens = {call.reply_token for call in calls}
    return {
        LAST: calls[-1].at - started,
        "answered before the kill": before - _WARM_UP,
        "asked again about a token": len(calls) - len(tokens),
    }


def _all_answered(bench: Bench) -> list[Call]:
    """Wait until every question has its answer; LINE would refuse what the stub is told twice."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        calls = bench.api.calls()
        if len({call.reply_token for call in calls}) == _WARM_UP + _QUESTIONS:
            return calls
        time.sleep(0.05)
    raise BenchmarkError(f"not all of {_WARM_UP + _QUESTIONS} questions were answered within 20 s")
