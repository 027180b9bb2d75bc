"""How many questions one worker decides and answers in a second, from a backlog that waits for it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks import figures as f
from benchmarks.bench import Bench
from benchmarks.http_connection import HttpConnection
from benchmarks.product import Product
from benchmarks.servers import BenchmarkError
from benchmarks.webhooks import Webhook, webhooks

_CONNECTIONS = 8


def measure(bench: Bench) -> None:
    """Measure every database in turns."""
    for number in range(bench.plan.rounds):
        for databases in bench.databases:
            with bench.figures.attempt(f"{f.DRAIN}, {databases.name}"), bench.product(databases) as product:
                bench.figures.add(number, f.DRAIN, databases.name, drain(bench, product))


def drain(bench: Bench, product: Product) -> dict[str, float]:
    """Fill the inbox with the worker stopped, then start it; count from the first to the last reply."""
    count = bench.plan.backlog
    bench.api.reset(0)
    with product.webhook() as web:
        web.wait()
        fill(web.port, list(webhooks(count)))
        with product.worker() as worker:
            bench.api.wait_for(count, 20)
            time.sleep(1)  # a second answer to anybody would come now
            calls = bench.api.calls()
            if len(calls) < count:
                raise BenchmarkError(
                    f"{len(calls)} of {count} questions were answered:\n{worker.last_words()}"
                )
    times = [call.at for call in calls[:count]]
    return {
        f.QUESTIONS: (count - 1) / (times[-1] - times[0]),
        "answers beyond the backlog": len(calls) - count,
    }


def fill(port: int, waiting: list[Webhook]) -> None:
    """Send webhooks over a few connections; every one must be accepted. Raises BenchmarkError."""
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        parts = [waiting[number::_CONNECTIONS] for number in range(_CONNECTIONS)]
        refused = sum(pool.map(lambda part: _send(port, part), parts))
    if refused:
        raise BenchmarkError(f"{refused} of {len(waiting)} webhooks of the backlog were not accepted")


def _send(port: int, waiting: list[Webhook]) -> int:
    refused = 0
    connection = HttpConnection(port)
    for webhook in waiting:
        if connection.closing:
            connection.close()
            connection = HttpConnection(port)
        connection.send(webhook.request(port))
        while (status := connection.receive()) is None:
            pass
        refused += status != 200
    connection.close()
    return refused
