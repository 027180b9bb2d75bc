"""Rows of a hash chain as its entries, of tickets and of the record of what staff did."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from handlers.tickets.chain import Entry


def entry_of(row: Row[Any], number: str) -> Entry:
    """Return a row as an entry of the chain of this number; a record that was damaged says nothing."""
    return Entry(
        number=number,
        sequence=row.sequence,
        event=record_of(row.record),
        previous=row.previous,
        hash=row.hash,
    )


def record_of(text: str) -> dict[str, Any]:
    """Return what a row says; nothing where it was damaged."""
    try:
        record = json.loads(text)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
