"""The API's bad days, on demand."""

from __future__ import annotations

import threading
from collections import deque
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
