"""Tables from what happened to who answers, in which nothing can be registered twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from handlers.context import Context
from handlers.decisions import Decision

Handler: TypeAlias = Callable[[Any, Context], Decision]
_Key = TypeVar("_Key")


class RegisteredTwice(Exception):
    """Two handlers claim the same thing; one of them would never be called."""


def one_each(rows: Iterable[tuple[_Key, Handler]]) -> Mapping[_Key, Handler]:
    """Return the rows as a table. Raises RegisteredTwice."""
    table: dict[_Key, Handler] = {}
    for key, handler in rows:
        if key in table:
            raise RegisteredTwice(f"{key!r}: {table[key].__name__} and {handler.__name__}")
        table[key] = handler
    return table
