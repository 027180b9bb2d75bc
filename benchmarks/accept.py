"""(a) (b) (c): how many webhooks a second are taken, side by side, one after the other in every round."""

from __future__ import annotations

from benchmarks import figures as f
from benchmarks.bench import Bench
from benchmarks.product import Product, Webhook, echo, noop
from benchmarks.saturation import Saturation, saturate
from benchmarks.servers import BenchmarkError
from benchmarks.stored import count_inbox

_API_LATENCY_MS = 50


def compare(bench: Bench, scenarios: set[str]) -> None:
    """Measure the no-op, the accept on every database and the echo sample in turns."""
    for number in range(bench.plan.rounds):
        if "accept" in scenarios:
            with bench.figures.attempt(f.NOOP):
                _note(bench, number, f.NOOP, "", noop(bench.folder))
        for databases in bench.databases:
            with bench.figures.attempt(f"{f.ACCEPT}, {databases.name}"), bench.product(databases) as product:
                measures = accept(bench, product)
                bench.figures.add(number, f.ACCEPT, databases.name, measures)
        if "echo" in scenarios:
            bench.api.reset(_API_LATENCY_MS)
            with bench.figures.attempt(f.ECHO):
                _note(bench, number, f.ECHO, "", echo(bench.api.url, bench.folder))


def accept(bench: Bench, product: Product) -> dict[str, float]:
    """Measure the product's accept and check that what was answered with 200 is stored."""
    before = count_inbox(product.database_url)
    measures, load = _measure(bench, product.webhook())
    stored = count_inbox(product.database_url) - before
    if stored < load.warm_up + load.accepted and not load.repeated:
        raise BenchmarkError(
            f"{load.warm_up + load.accepted} webhooks were answered with 200, {stored} are stored"
        )
    return measures


def _note(bench: Bench, number: int, case: str, store: str, server: Webhook) -> None:
    measures, _ = _measure(bench, server)
    bench.figures.add(number, case, store, measures)


def _measure(bench: Bench, server: Webhook) -> tuple[dict[str, float], Saturation]:
    with server:
        server.wait()
        before = server.cpu_seconds()
        load = saturate(server.port, bench.plan.saturation, bench.plan.warm_up)
        used = server.cpu_seconds() - before
    return {
        f.RATE: load.rate,
        f.P50: load.p50,
        f.P90: load.p90,
        f.P99: load.p99,
        f.REFUSED: load.refused + load.broken,
        f.CPU: 1e6 * used / max(1, load.warm_up + load.accepted),
    }, load
