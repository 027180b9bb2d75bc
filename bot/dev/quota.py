"""How much may be sent: the month's messages and the calls per second."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from datetime import UTC, datetime, timedelta, timezone

from bot.dev.limits import LIMITS

_JAPAN = timezone(timedelta(hours=9))
_SPANS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_DEFAULT = (2000, 1.0)


class Quota:
    """The plan's messages per month; replies are free. `limit` None means no limit.

    Months are counted in Japan's time; LINE documents the month's end only for its own plans there.
    """

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self._used: Counter[str] = Counter()

    def used(self, now: float) -> int:
        """Return how many messages were counted this month."""
        return self._used[self._month(now)]

    def allows(self, recipients: int, now: float) -> bool:
        """Tell whether a message to so many recipients still fits."""
        return self.limit is None or self.used(now) + recipients <= self.limit

    def count(self, recipients: int, now: float) -> None:
        """Count one message per recipient, however many bubbles it has."""
        self._used[self._month(now)] += recipients

    @staticmethod
    def _month(now: float) -> str:
        return datetime.fromtimestamp(now, UTC).astimezone(_JAPAN).strftime("%Y-%m")


class Rates:
    """Calls per endpoint in a sliding span; named as in `rate_per_channel`, any other: 2,000 a second."""

    def __init__(self) -> None:
        self._limits = {name: _read(text) for name, text in LIMITS["rate_per_channel"].items()}
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def limit(self, name: str, calls: int, seconds: float) -> None:
        """Set another limit, for a test."""
        self._limits[name] = (calls, seconds)

    def take(self, name: str, now: float) -> bool:
        """Count a call; False when it is one too many. Refused calls count as well, as LINE's do."""
        most, span = self._limits.get(name, _DEFAULT)
        calls = self._calls[name]
        while calls and now - calls[0] >= span:
            calls.popleft()
        calls.append(now)
        return len(calls) <= most


def _read(text: str) -> tuple[int, float]:
    match = re.fullmatch(r"(\d+)/(s|min|h)", text)
    if match is None:
        raise ValueError(f"not a rate: {text}")
    return int(match[1]), _SPANS[match[2]]
