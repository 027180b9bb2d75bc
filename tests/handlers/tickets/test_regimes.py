"""A period ends at the same time of day, so many calendar days or months later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from handlers.tickets.kinds import Regime
from handlers.tickets.regimes import JAPAN, PERIODS, Period, later


@pytest.mark.parametrize(
    ("start", "period", "zone", "end"),
    [
        ("2026-04-28T15:00+09:00", Period(days=14), JAPAN, "2026-05-12T15:00+09:00"),
        ("2026-12-31T23:59+09:00", Period(days=14), JAPAN, "2027-01-14T23:59+09:00"),
        ("2024-02-20T09:00+09:00", Period(days=14), JAPAN, "2024-03-05T09:00+09:00"),
        ("2026-01-31T12:00+00:00", Period(months=1), UTC, "2026-02-28T12:00+00:00"),
        ("2024-01-31T12:00+00:00", Period(months=1), UTC, "2024-02-29T12:00+00:00"),
        ("2026-11-30T12:00+00:00", Period(months=3), UTC, "2027-02-28T12:00+00:00"),
        ("2026-12-15T12:00+00:00", Period(months=1), UTC, "2027-01-15T12:00+00:00"),
        ("2026-01-30T16:00+00:00", Period(months=1), JAPAN, "2026-02-28T01:00+09:00"),
    ],
)
def test_a_period_ends_on_its_last_day_at_the_same_time(
    start: str, period: Period, zone: tzinfo, end: str
) -> None:
    assert later(datetime.fromisoformat(start), period, zone) == datetime.fromisoformat(end)


def test_the_end_is_told_in_utc() -> None:
    end = later(datetime(2026, 4, 1, 9, tzinfo=JAPAN), Period(days=1))

    assert end.utcoffset() == timedelta()


def test_every_law_has_its_periods_and_our_target_is_shorter_than_the_laws() -> None:
    start = datetime(2026, 2, 1, tzinfo=UTC)

    assert PERIODS.keys() == set(Regime)
    for periods in PERIODS.values():
        assert later(start, periods.work) < later(start, periods.legal)
