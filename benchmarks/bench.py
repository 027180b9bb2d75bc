"""One run of the benchmarks: how long, on which databases, with which API stub, and what came out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.databases import Databases
from benchmarks.figures import Figures
from benchmarks.line_api import LineApi
from benchmarks.product import Product


@dataclass(frozen=True)
class Plan:
    """How long and how much; times in seconds."""

    rounds: int = 3
    warm_up: float = 2
    saturation: float = 10
    open_loop: float = 20
    per_second: float = 200
    backlog: int = 5_000
    idle: float = 20
    grown: int = 1_000_000


QUICK = Plan(rounds=1, warm_up=1, saturation=3, open_loop=5, backlog=1_000, idle=6, grown=50_000)


@dataclass
class Bench:
    """What every scenario needs."""

    plan: Plan
    folder: Path
    databases: list[Databases]
    api: LineApi
    figures: Figures

    @contextmanager
    def product(self, databases: Databases) -> Iterator[Product]:
        """Set the product up on an empty database, and remove that afterwards."""
        url = databases.create()
        try:
            product = self.product_on(url)
            product.migrate()
            yield product
        finally:
            databases.remove(url)

    @contextmanager
    def product_on_copy(self, databases: Databases, url: str) -> Iterator[Product]:
        """Set the product up on a copy of a database, and remove that afterwards."""
        copy = databases.copy(url)
        try:
            yield self.product_on(copy)
        finally:
            databases.remove(copy)

    def product_on(self, url: str) -> Product:
        """Return the product on this database."""
        return Product(url, self.api.url, self.folder)
