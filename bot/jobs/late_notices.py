"""Give up what waited a month for somebody's next message, so that staff hear of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dispatch.ladder import Ladder
from bot.jobs.schedule import Job
from bot.store.engine import Database

_CHUNK = 50
_HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class LateNotices:
    """Looks every hour at what is still to be told."""

    ladder: Ladder

    @property
    def job(self) -> Job:
        return Job("notices", every=_HOUR_MS, step=self.step)

    def step(self, database: Database, now: int) -> bool:
        """Give up one chunk; returns whether that was all."""
        with database.write() as connection:
            return self.ladder.expire(connection, now, _CHUNK) < _CHUNK
