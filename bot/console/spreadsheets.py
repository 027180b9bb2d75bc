"""Lists as CSV for a spreadsheet: nothing a person wrote is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take a formula for, by how it begins.

https://owasp.org/www-community/attacks/CSV_Injection
"""
_MARK = "\ufeff"  # tells Excel that it is UTF-8


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Give rows as lines of CSV (RFC 4180), beginning with a byte order mark; None is an empty cell."""
    yield _MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL).writerow([_harmless(cell) for cell in row])
        yield line.getvalue()


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_RISKY) else text
