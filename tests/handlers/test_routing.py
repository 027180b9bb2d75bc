"""Nothing is registered twice."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import Event
from handlers.routing import RegisteredTwice, one_each


def first(_: Event, __: Context) -> Decision:
    return Decision()


def second(_: Event, __: Context) -> Decision:
    return Decision()


def test_each_thing_has_its_handler() -> None:
    assert one_each([("a", first), ("b", second)]) == {"a": first, "b": second}


def test_a_second_handler_for_the_same_thing_is_refused_by_name() -> None:
    with pytest.raises(RegisteredTwice, match="'a': first and second"):
        one_each([("a", first), ("a", second)])
