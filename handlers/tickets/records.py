"""Events of a ticket's log as plain JSON values, for the store, the chain and a person's own copy.

A record is `{"what": "moved", "at": "2026-04-01T00:00:00.000000Z", "by": {"role": ..., "id": ...}, ...}`: the
fields of the event by their names, times in UTC to the microsecond, fields that are None left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from handlers.tickets import desk_log, evidence_log, handover_log, log, notice_log, survey_log
from handlers.tickets.log import TicketEvent

Record = dict[str, object]

_MODULES = (log, desk_log, evidence_log, handover_log, notice_log, survey_log)


class UnknownRecord(Exception):
    """A record is of no event we know, or lacks a field; a newer version may have written it."""


def record_of(event: TicketEvent) -> Record:
    """Return an event as a record. Raises ValueError for a time without a zone."""
    return {"what": name_of(type(event)), **plain(event)}


def event_of(record: Mapping[str, object]) -> TicketEvent:
    """Return the event of a record. Raises UnknownRecord."""
    values = dict(record)
    kind = _kinds().get(str(values.pop("what", "")))
    if kind is None:
        raise UnknownRecord(f"no event is called {record.get('what')!r}")
    try:
        event: TicketEvent = made(values, kind)
    except (TypeError, ValueError) as error:
        raise UnknownRecord(f"this is no {record['what']}: {error}") from error
    return event


def name_of(kind: type[TicketEvent]) -> str:
    """Return what a kind of event is called in records."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


@cache
def _kinds() -> Mapping[str, type[TicketEvent]]:
    """Return the events by name. Not `__subclasses__`: a slotted dataclass is made twice there."""
    named = (kind for module in _MODULES for kind in vars(module).values())
    kinds = (kind for kind in named if isinstance(kind, type) and issubclass(kind, TicketEvent))
    return {name_of(kind): kind for kind in kinds if kind is not TicketEvent}


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, vars(log) if kind.__module__ == log.__name__ else None)


def plain(value: Any) -> Record:
    """Return the fields of any frozen dataclass of ours as plain values. Raises ValueError as `record_of`."""
    held = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: _plain(one) for name, one in held.items() if one is not None}


def _plain(value: Any) -> object:
    if isinstance(value, datetime):
        return moment_of(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return plain(value) if is_dataclass(value) else value


def moment_of(at: datetime) -> str:
    """Return a time as records have it. Raises ValueError for one without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read(value: Any, kind: Any) -> Any:
    """Read a plain value back as what a field's type says."""
    if get_origin(kind) is UnionType:
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
    if get_origin(kind) is tuple:
        return tuple(_read(one, get_args(kind)[0]) for one in value)
    if is_dataclass(kind):
        return made(value, kind)
    if kind is datetime:
        return datetime.fromisoformat(value)
    return _word(value, kind)


def _word(value: Any, kind: Any) -> Any:
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {get_args(kind)}")
        return value
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def made(value: Any, kind: Any) -> Any:
    """Return what `plain` was made of. Raises TypeError and ValueError for what is no such thing."""
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    hints = _hints(kind)
    if unknown := value.keys() - hints.keys():
        raise ValueError(f"unknown fields {sorted(unknown)}")
    return kind(**{name: _read(one, hints[name]) for name, one in value.items()})
