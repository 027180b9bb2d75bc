"""What a million stored events cost: accept and drain on a grown database against an empty one.

The grown database is made by direct insert: the product decides one question of each person, and these
finished rows are copied under new event ids until there are enough of them. Each round works on a fresh copy.
"""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager

from benchmarks import figures as f
from benchmarks.accept import accept
from benchmarks.bench import Bench
from benchmarks.databases import Databases
from benchmarks.drain import drain, fill
from benchmarks.product import Product
from benchmarks.servers import BenchmarkError
from benchmarks.stored import grow
from benchmarks.webhooks import one_each

EMPTY = ", beside the grown one"
GROWN = ", grown"


def measure(bench: Bench) -> None:
    """Measure every database, the empty and the grown one in turns."""
    for databases in bench.databases:
        with bench.figures.attempt(f"growth, {databases.name}"):
            url = databases.create()
            try:
                _seed(bench, url)
                for number in range(bench.plan.rounds):
                    _round(bench, number, databases, url)
            finally:
                databases.remove(url)


def _seed(bench: Bench, url: str) -> None:
    product = bench.product_on(url)
    product.migrate()
    bench.api.reset(0)
    people = one_each()
    with product.webhook() as web, product.worker() as worker:
        web.wait()
        fill(web.port, people)
        bench.api.wait_for(len(people), 20)
        time.sleep(2)  # the worker records the last ones as sent
        if bench.api.count() < len(people):
            raise BenchmarkError(f"the worker did not answer all:\n{worker.last_words()}")
    start = time.monotonic()
    grow(url, bench.plan.grown)
    print(
        f"  {bench.plan.grown:,} events stored in {time.monotonic() - start:.0f} s",
        file=sys.stderr,
        flush=True,
    )


def _round(bench: Bench, number: int, databases: Databases, url: str) -> None:
    for case, scenario in ((f.ACCEPT, accept), (f.DRAIN, drain)):
        for state in (EMPTY, GROWN) if number % 2 == 0 else (GROWN, EMPTY):
            with _product(bench, databases, url, state) as product:
                bench.figures.add(number, case + state, databases.name, scenario(bench, product))


def _product(bench: Bench, databases: Databases, url: str, state: str) -> AbstractContextManager[Product]:
    return bench.product(databases) if state == EMPTY else bench.product_on_copy(databases, url)
