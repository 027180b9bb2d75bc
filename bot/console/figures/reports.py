"""Reports as the store has them at a moment; pictures are drawn from the one that their page has shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from bot.console.desk import Desk
from bot.console.figures.month_report import Report, Rows
from bot.store import daily_counts, figures
from bot.store.figures import Ended, Received
from handlers.tickets.months import Month

MONTHS = 6
"""So many months are compared, the last is the one that is asked for."""
_RECENT_MS = 60_000
_PAST_MS = 10 * 60_000
"""So long what came and was answered in the months before is taken as known: it hardly changes."""
_MOST = 36


@dataclass(frozen=True, slots=True)
class _Past:
    """What a month had at a moment (milliseconds since 1970, UTC)."""

    at: int
    received: tuple[Received, ...]
    ended: tuple[Ended, ...]


class Reports:
    """Makes reports: three statements each, which read an index for as many tickets as their months have."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._kept: dict[Month, tuple[int, Report]] = {}
        self._past: dict[Month, _Past] = {}

    def made(self, month: Month) -> Report:
        """Return the report of a month as things stand now; the months before stood so ten minutes ago."""
        months = [month.later(place - MONTHS + 1) for place in range(MONTHS)]
        now = self._desk.clock()
        known = {one: past for one in months[:-1] if (past := self._past.get(one)) and _holds(past, now)}
        asked = [one for one in months if one not in known]
        with self._desk.database.read() as connection:
            received = figures.received(connection, asked)
            ended = figures.ended(connection, asked, month)
            counts = daily_counts.by_month(connection, months[0], month)
        for past in known.values():
            received += past.received
            ended += past.ended
        report = Rows(received, ended, counts).report(months)
        self._keep(report, now, received, ended, asked[:-1])
        return report

    def recent(self, month: Month) -> Report:
        """Return the report of a month as it stood at most a minute ago; who asks meanwhile waits for it."""
        with self._lock:
            at, report = self._kept.get(month, (0, None))
            fresh = report is not None and self._desk.clock() - at < _RECENT_MS
            return report if report is not None and fresh else self.made(month)

    def _keep(
        self,
        report: Report,
        now: int,
        received: Sequence[Received],
        ended: Sequence[Ended],
        past: Sequence[Month],
    ) -> None:
        for kept in (self._kept, self._past):
            if len(kept) >= _MOST:
                kept.clear()
        self._kept[report.month] = (now, report)
        for month in past:
            came = tuple(one for one in received if one.month == month)
            self._past[month] = _Past(now, came, tuple(one for one in ended if one.month == month))


def _holds(past: _Past, now: int) -> bool:
    return now - past.at < _PAST_MS
