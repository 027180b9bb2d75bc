"""Months begin at midnight in Japan."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.tickets.months import Month

APRIL = Month(2026, 4)


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC), Month(2026, 3)),
        (datetime(2026, 3, 31, 15, 0, tzinfo=UTC), APRIL),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), Month(2027, 1)),
    ],
)
def test_a_moment_is_in_the_month_that_it_is_in_japan(moment: datetime, month: Month) -> None:
    assert Month.at(moment) == month


def test_a_month_begins_when_the_one_before_ends() -> None:
    assert APRIL.begins == datetime(2026, 3, 31, 15, 0, tzinfo=UTC)


def test_months_go_on_over_the_year() -> None:
    assert [str(APRIL.later(count)) for count in (-4, -3, 0, 9)] == [
        "2025-12",
        "2026-01",
        "2026-04",
        "2027-01",
    ]


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-13", "2026-00", "2026-4", "1026-04", "2026-04-01", "２０２６-04"]
)
def test_what_is_no_month_is_none(written: str) -> None:
    assert Month.read(written) is None


def test_a_month_is_read_as_it_is_written() -> None:
    assert Month.read(str(APRIL)) == APRIL
