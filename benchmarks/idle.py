"""What web and worker cost while nobody writes."""

from __future__ import annotations

import time

from benchmarks import figures as f
from benchmarks.bench import Bench
from benchmarks.drain import fill
from benchmarks.product import Product
from benchmarks.webhooks import webhooks

_SETTLE = 5.0


def measure(bench: Bench) -> None:
    """Measure every database once; the time is long enough for the clock's ticks."""
    for databases in bench.databases:
        with bench.figures.attempt(f"{f.IDLE}, {databases.name}"), bench.product(databases) as product:
            bench.figures.add(0, f.IDLE, databases.name, _watch(bench, product))


def _watch(bench: Bench, product: Product) -> dict[str, float]:
    bench.api.reset(0)
    with product.webhook() as web, product.worker() as worker:
        web.wait()
        fill(web.port, list(webhooks(20)))  # whatever is loaded at the first use is loaded now
        bench.api.wait_for(20, 15)
        time.sleep(_SETTLE)
        worker.check()
        before, start = (web.cpu_seconds(), worker.cpu_seconds()), time.monotonic()
        time.sleep(bench.plan.idle)
        seconds = time.monotonic() - start
        shares = [
            100 * (server.cpu_seconds() - was) / seconds
            for server, was in zip((web, worker), before, strict=True)
        ]
    return {"% of a core": sum(shares), "% of a core, web": shares[0], "% of a core, worker": shares[1]}
