"""Months as the desk counts them: they begin at midnight in Japan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from handlers.tickets.regimes import JAPAN

_WRITTEN = re.compile(r"(2[0-9]{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the years 2000 to 2999."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @classmethod
    def at(cls, moment: datetime) -> Month:
        """Return the month of a moment, which has a zone."""
        local = moment.astimezone(JAPAN)
        return cls(local.year, local.month)

    @classmethod
    def read(cls, written: str) -> Month | None:
        """Read a month as `str` writes it; None for what is none."""
        found = _WRITTEN.fullmatch(written)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def begins(self) -> datetime:
        return datetime(self.year, self.month, 1, tzinfo=JAPAN)

    def later(self, months: int) -> Month:
        """Return the month so many months later, earlier where it is negative."""
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1)
