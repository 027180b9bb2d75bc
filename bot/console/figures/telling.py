"""Figures in the words of the page's reader."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.console.figures.small_numbers import Shown
from bot.console.language import language, words
from handlers.tickets.months import Month
from handlers.tickets.rights import Right
from handlers.tickets.telling import words as told


def number(held: Shown) -> str:
    """Return a number, or from where to where it lies."""
    if held.exact:
        return f"{held.low:,}"
    return words("figures.range", low=f"{held.low:,}", high=f"{held.high:,}")


def days(count: int | None) -> str:
    """Return a number of days; "" where it is not told."""
    return "" if count is None else words("figures.days" if count != 1 else "figures.day", count=count)


def month_name(month: Month) -> str:
    """Return a month with its year."""
    name = words(f"figures.month.m{month.month}")
    return words("figures.month.name", month=name, year=month.year)


def month_short(month: Month) -> str:
    """Return a month for a picture; January with its year."""
    name = words(f"figures.month.s{month.month}")
    return f"{name} {month.year}" if month.month == 1 else name


def right_name(right: Right | None) -> str:
    """Return what a right is called; None is all of them."""
    name = told("right", right, language()) if right else words("figures.all")
    return name[:1].upper() + name[1:]


def month_at(now: int) -> Month:
    """Return the month of a time in milliseconds since 1970, UTC."""
    return Month.at(datetime.fromtimestamp(now / 1_000, UTC))
