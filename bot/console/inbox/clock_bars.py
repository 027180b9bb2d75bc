"""The two periods of a ticket in a list: in words, and as how much of each is used up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.console.language import words
from bot.store.inbox_lists import Listed

_HOUR = 3_600_000
_DAY = 24 * _HOUR
_ALL, _SOON = 100, 75
Look = Literal["good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A period: its `name` and state in words, the share that is used up in percent, and how that looks."""

    name: str
    words: str
    share: int
    look: Look


def bars(listed: Listed, now: int) -> tuple[Bar, ...]:
    """Return the periods of a ticket that still count, the legal one first; none for one that is done."""
    return tuple(_bars(listed, now))


def _bars(listed: Listed, now: int) -> Iterator[Bar]:
    if listed.ended_at is not None or listed.received_at is None:
        return
    if listed.legal_due_at is not None and listed.legal_met_at is None:
        length = listed.legal_due_at - listed.received_at
        yield _bar("legal", listed.legal_due_at, length, now)
    if listed.work_due_at is not None and listed.work_length is not None:
        if listed.paused_at is not None:
            share = _share(listed.work_due_at, listed.work_length, listed.paused_at)
            yield Bar(words("inbox.clock.work"), words("inbox.clock.work_paused"), share, "good")
        else:
            yield _bar("work", listed.work_due_at, listed.work_length, now)


def _bar(name: str, due: int, length: int, now: int) -> Bar:
    share = _share(due, length, now)
    look: Look = "bad" if now > due else "warn" if share >= _SOON else "good"
    state = "over" if now > due else "left"
    told = words(f"inbox.clock.{name}_{state}", time=_time(abs(due - now)))
    return Bar(words(f"inbox.clock.{name}"), told, share, look)


def _share(due: int, length: int, now: int) -> int:
    return max(0, min(_ALL, _ALL - (due - now) * _ALL // length)) if length > 0 else _ALL


def _time(left: int) -> str:
    if left >= _DAY:
        return words("inbox.clock.days" if left >= 2 * _DAY else "inbox.clock.day", count=left // _DAY)
    hours = left // _HOUR
    if hours == 0:
        return words("inbox.clock.soon")
    return words("inbox.clock.hours" if hours != 1 else "inbox.clock.hour", count=hours)
