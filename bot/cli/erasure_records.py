"""Erasures as JSON values: `erasures list` writes them and `erasures replay` reads them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from bot.cli.ticket_number import moment_of
from bot.store.erasures import Erasure
from bot.store.ticket_rows import milliseconds
from handlers.tickets.numbers import read_number

_CERTIFICATE = re.compile(r"[\w-]{1,22}", re.ASCII)
_LANE = re.compile(r"[0-9a-f]{32}")


def record_of(one: Erasure) -> dict[str, Any]:
    """Return an erasure as JSON values; its time is in UTC."""
    return {
        "certificate": one.certificate,
        "lane": one.lane,
        "at": moment_of(one.at).isoformat(timespec="milliseconds"),
        "counts": dict(one.counts),
        "kept": [*one.kept],
        "withdrawn": [*one.withdrawn],
    }


def erasure_of(record: Any) -> Erasure:
    """Return the erasure of a record. Raises ValueError, and KeyError for a field that is missing."""
    if not isinstance(record, dict):
        raise ValueError("an erasure is an object")  # noqa: TRY004  # for whoever reads a file, it is one error
    at = datetime.fromisoformat(str(record["at"]))
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return Erasure(
        certificate=_checked(record["certificate"], _CERTIFICATE),
        lane=_checked(record["lane"], _LANE),
        at=milliseconds(at.astimezone(UTC)),
        counts={str(name): int(count) for name, count in record["counts"].items()},
        kept=_numbers(record["kept"]),
        withdrawn=_numbers(record["withdrawn"]),
    )


def _checked(value: object, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("neither a certificate nor a pseudonym")
    return value


def _numbers(values: Any) -> tuple[str, ...]:
    return tuple(number for value in values if (number := read_number(str(value))))
