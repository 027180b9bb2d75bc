"""The hash chain over a ticket's log: who changes, drops, adds or reorders an entry breaks it.

An entry's hash is SHA-256 in hex over the canonical JSON of

    {"event": ..., "number": "PR-...", "previous": "<hash of the entry before>", "sequence": 1}

in UTF-8, where canonical means: keys sorted, no white space, every character as itself, and no numbers but
integers. The first entry's `previous` is 64 zeros. The chain shows that nothing before a known hash was
changed; that nothing was cut off at its end shows only a hash published elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

START = "0" * 64


class Fault(StrEnum):
    SEQUENCE = "sequence"
    """An entry is missing, doubled or in the wrong place."""
    TICKET = "ticket"
    """The entry is of another ticket."""
    PREVIOUS = "previous"
    """It does not follow the entry before."""
    CONTENT = "content"
    """It does not say what it said when it was written."""
    END = "end"
    """The chain does not end with the hash it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event in the chain; `event` is its record (see `records`), `sequence` counts from 1."""

    number: str
    sequence: int
    event: Mapping[str, object]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry, by its place from 1, at which the chain does not hold."""

    place: int
    fault: Fault


def canonical(value: object) -> bytes:
    """Return the one way to write a value. Raises ValueError for what has more than one, as floats have."""
    _check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def entry(number: str, event: Mapping[str, object], last: Entry | None = None) -> Entry:
    """Return the next entry of a ticket's chain; `last` is the one before, None for the first."""
    sequence, previous = (last.sequence + 1, last.hash) if last else (1, START)
    return Entry(
        number=number,
        sequence=sequence,
        event=event,
        previous=previous,
        hash=_hash(number, sequence, event, previous),
    )


def verify(
    number: str, entries: Iterable[Entry], head: str | None = None, last: Entry | None = None
) -> Broken | None:
    """Return where a ticket's chain is broken first; None when it is whole.

    With `head`, the hash that the last entry is known to have, entries cut off at the end are noticed, too.
    With `last`, an entry that holds, only what follows it is looked at.
    """
    previous, begun = (last.hash, last.sequence) if last else (START, 0)
    place = begun
    for place, one in enumerate(entries, begun + 1):
        if fault := _fault(one, number, place, previous):
            return Broken(place, fault)
        previous = one.hash
    return Broken(place + 1, Fault.END) if head is not None and head != previous else None


def _fault(one: Entry, number: str, place: int, previous: str) -> Fault | None:
    if one.number != number:
        return Fault.TICKET
    if one.sequence != place:
        return Fault.SEQUENCE
    if one.previous != previous:
        return Fault.PREVIOUS
    try:
        known = _hash(number, place, one.event, previous)
    except ValueError:  # what has no canonical form was never written like this
        return Fault.CONTENT
    return None if one.hash == known else Fault.CONTENT


def _hash(number: str, sequence: int, event: Mapping[str, object], previous: str) -> str:
    content = {"event": event, "number": number, "previous": previous, "sequence": sequence}
    return hashlib.sha256(canonical(content)).hexdigest()


def _check(value: object) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case dict() if all(isinstance(key, str) for key in value):
            within = list(value.values())
        case list():
            within = value
        case _:
            raise ValueError(f"a {type(value).__name__} has no canonical form")
    for one in within:
        _check(one)
