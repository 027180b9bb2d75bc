"""Reports as the store has them at a moment; pictures are drawn from the one that their page has shown."""

from __future__ import annotations

from threading import Lock

from bot.console.desk import Desk
from bot.console.figures.month_report import Report, Rows
from bot.store import daily_counts, figures
from handlers.tickets.months import Month

MONTHS = 6
"""So many months are compared, the last is the one that is asked for."""
_RECENT_MS = 60_000
_MOST = 16


class Reports:
    """Makes reports: three statements each, which read an index for as many tickets as six months have."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._kept: dict[Month, tuple[int, Report]] = {}

    def made(self, month: Month) -> Report:
        """Return the report of a month as things stand now."""
        months = [month.later(place - MONTHS + 1) for place in range(MONTHS)]
        with self._desk.database.read() as connection:
            rows = Rows(
                figures.received(connection, months),
                figures.ended(connection, months, month),
                daily_counts.by_month(connection, months[0], month),
            )
        report = rows.report(months)
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[month] = (self._desk.clock(), report)
        return report

    def recent(self, month: Month) -> Report:
        """Return the report of a month as it stood at most a minute ago; who asks meanwhile waits for it."""
        with self._lock:
            at, report = self._kept.get(month, (0, None))
            fresh = report is not None and self._desk.clock() - at < _RECENT_MS
            return report if report is not None and fresh else self.made(month)
