"""Measure something in full stores of both kinds, and put the table of it into a page of the docs."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.databases import Databases, Postgres, Sqlite

SIZES = {"sqlite": 200_000, "postgresql": 1_000_000}
"""So many tickets stand in a full store."""
Table = Callable[[Databases, int, int], Iterator[str]]
"""Gives the lines of one database, for so many tickets and rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """`table` measures; its lines stand below `header`, between two `mark`s of the page `docs`."""

    words: str | None
    header: str
    table: Table
    rounds: int
    docs: Path
    mark: str

    def run(self) -> None:
        """Do what the command line says, and print the table."""
        arguments = self._arguments()
        lines = [self.header]
        with ExitStack() as stack:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="madoguchi-full-")))
            for name in arguments.database or SIZES:
                databases = Sqlite(home) if name == "sqlite" else stack.enter_context(Postgres())
                for line in self.table(databases, arguments.tickets or SIZES[name], arguments.rounds):
                    print(line, flush=True)
                    lines.append(line)
        if arguments.write:
            self._write(lines)

    def _arguments(self) -> argparse.Namespace:
        parser = argparse.ArgumentParser(
            description=self.words, formatter_class=argparse.RawTextHelpFormatter
        )
        parser.add_argument("--database", action="append", choices=tuple(SIZES))
        parser.add_argument("--tickets", type=int, help="instead of 200,000 and 1,000,000")
        parser.add_argument("--rounds", type=int, default=self.rounds)
        parser.add_argument("--write", action="store_true")
        return parser.parse_args()

    def _write(self, lines: list[str]) -> None:
        before, _, rest = self.docs.read_text(encoding="utf-8").partition(self.mark)
        _, _, after = rest.partition(self.mark)
        table = "\n".join((self.mark, "", *lines, "", self.mark))
        self.docs.write_text(before + table + after, encoding="utf-8")
