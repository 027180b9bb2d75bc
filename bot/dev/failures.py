"""The API's bad days, on demand."""

from __future__ import annotations

import random
import threading
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Failure:
    """How the next call fails. Give one of the ways.

    `status`: refuse with it, nothing is done. `drop`: break the connection "before" or "after" doing it.
    `stall`: do it, then hold the answer for so many seconds or until `release`. `body`: do it, but answer
    with these bytes (with `status`: refuse, with these bytes).
    """

    status: int | None = None
    drop: Literal["before", "after"] | None = None
    stall: float | None = None
    body: bytes | None = None

    @property
    def instead(self) -> bool:
        """Whether the call is not done at all."""
        return self.status is not None or self.drop == "before"


class Failures:
    """Failures waiting for calls, first come first failed."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Failure]] = deque()
        self._released = threading.Event()

    def add(self, failure: Failure, count: int, path: str) -> None:
        """Let the next `count` calls fail whose path starts with `path`."""
        self._released.clear()
        self._waiting.extend([(path, failure)] * count)

    def take(self, path: str) -> Failure | None:
        """Return how a call to a path fails, and forget it; None when it may go well."""
        for waiting in self._waiting:
            if path.startswith(waiting[0]):
                self._waiting.remove(waiting)
                return waiting[1]
        return None

    def hold(self, seconds: float) -> None:
        """Keep a stalled answer back."""
        self._released.wait(seconds)

    def release(self) -> None:
        """Let all stalled answers go."""
        self._released.set()

    def hold_again(self) -> None:
        """Let answers stall as before `release`."""
        self._released.clear()


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely it is, from 0 to 1, that a call to `path` and below fails so; `name` is counted."""

    name: str
    path: str
    odds: float
    failure: Failure


class Chances:
    """Failures that come by chance; the same seed draws the same for the same calls in the same order."""

    def __init__(self, chances: Sequence[Chance] = (), seed: int = 0) -> None:
        self._chances = chances
        # Nothing is kept secret by these draws, and they must come again.
        self._random = random.Random(seed)  # noqa: S311
        self.met: Counter[str] = Counter()

    def take(self, path: str) -> Failure | None:
        """Return how a call to a path fails; None when it may go well."""
        drawn = self._random.random()
        for chance in self._chances:
            if not path.startswith(chance.path):
                continue
            if drawn < chance.odds:
                self.met[chance.name] += 1
                return chance.failure
            drawn -= chance.odds
        return None
