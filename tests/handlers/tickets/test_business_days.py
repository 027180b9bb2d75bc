"""Business days are counted from the day after receipt, over week-ends, holidays and closing days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets.business_days import NONE, YEAR_END, ClosingDays, after, is_business_day, on_or_after


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 4, 1), True),  # a Wednesday
        (date(2026, 4, 4), False),  # a Saturday
        (date(2026, 4, 5), False),  # a Sunday
        (date(2026, 4, 29), False),  # Showa Day
        (date(2026, 5, 6), False),  # the day for the Sunday that Constitution Day fell on
        (date(2026, 9, 22), False),  # between two holidays
        (date(2026, 12, 29), False),  # the company is closed
    ],
)
def test_a_business_day_is_no_weekend_holiday_or_closing_day(day: date, open_: bool) -> None:
    assert is_business_day(day) is open_


def test_five_business_days_over_new_year_depend_on_the_companys_closing_days() -> None:
    christmas = date(2026, 12, 25)

    assert after(christmas, 5, NONE) == date(2027, 1, 4)
    assert after(christmas, 5, YEAR_END) == date(2027, 1, 7)


@pytest.mark.parametrize("day", [date(2026, 4, 3), date(2026, 4, 4), date(2026, 4, 5)])
def test_from_friday_to_sunday_the_first_business_day_is_monday(day: date) -> None:
    assert after(day, 1) == date(2026, 4, 6)


def test_the_day_itself_is_day_zero() -> None:
    assert after(date(2026, 4, 1), 0) == date(2026, 4, 1)
    assert after(date(2026, 4, 1), 1) == date(2026, 4, 2)


def test_golden_week_is_long() -> None:
    assert after(date(2026, 4, 28), 3) == date(2026, 5, 7)


def test_a_company_closes_on_single_days_and_every_year() -> None:
    closing = ClosingDays(dates=frozenset({date(2026, 4, 2)}), yearly=frozenset({(4, 3)}))

    assert after(date(2026, 4, 1), 1, closing) == date(2026, 4, 6)
    assert on_or_after(date(2026, 4, 1), closing) == date(2026, 4, 1)
    assert on_or_after(date(2026, 4, 2), closing) == date(2026, 4, 6)


@given(
    day=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    first=st.integers(0, 20),
    second=st.integers(0, 20),
)
def test_counting_in_two_steps_is_counting_in_one(day: date, first: int, second: int) -> None:
    assert after(after(day, first), second) == after(day, first + second)
    assert after(day, first) <= after(day, first + 1) - timedelta(days=1)
