"""What is left of the month's pushes, and what of it is kept back for what the law asks us to say.

LINE counts a push by its receivers, not by its messages, and a reply not at all; over the plan's limit it
sends nothing. https://developers.line.biz/en/docs/messaging-api/pricing/
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels import SendError
from bot.logs import logger

_LOOK_MS = 5 * 60_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How many messages a month has (None: no limit), and how many of them LINE has counted."""

    limit: int | None
    used: int


class Quota:
    """Asks LINE every five minutes at most, and again after LINE refused a push. Threads may share it.

    Between two looks our own pushes are counted here. While LINE does not tell, it is left to decide itself.
    `tell` hears of each look and its time (milliseconds), and must not raise.
    """

    def __init__(
        self, ask: Callable[[], Plan], reserve_percent: int, tell: Callable[[Plan, int], None] | None = None
    ) -> None:
        self._ask = ask
        self._tell = tell
        self._reserve = reserve_percent
        self._known = Plan(None, 0)
        self._since = 0
        self._next_look = 0
        self._looking = threading.Lock()

    def check(self, now: int, *, legal: bool) -> None:
        """Raise SendError with `next_rung` where a push would be one too many. `now` is in milliseconds."""
        self._look(now)
        limit = self._known.limit
        if limit is None:
            return
        kept = 0 if legal else -(-limit * self._reserve // 100)
        if self._known.used + self._since >= limit - kept:
            raise SendError("quota", next_rung=True)

    def count(self) -> None:
        """Count a push that LINE took."""
        self._since += 1

    def look_again(self) -> None:
        """Ask anew before the next push, for LINE has refused one."""
        self._next_look = 0

    def _look(self, now: int) -> None:
        if now < self._next_look or not self._looking.acquire(blocking=False):
            return  # while one asks, the others go by what was known
        try:
            self._next_look = now + _LOOK_MS
            self._known = self._ask()
            self._since = 0
            if self._tell is not None:
                self._tell(self._known, now)
        except SendError as error:
            logger().warning("line_quota_unknown", why=str(error))
        finally:
            self._looking.release()
