"""Small numbers are not shown: whoever knows a few of the people could tell from them who asked for what.

A number of 1 to 4 is shown as "1–4", and a sum with such a number in it as from where to where it may lie. So
what is shown is made of what is shown alone, and nobody can compute a small number back from sums, however
many tables they lay side by side. That is why no number of a month is shown that is not made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SMALL = range(1, 5)
"""The usual bound for statistics about people: fewer than 5 are not told apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as everybody may see it: at least `low`, at most `high`."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def many(self) -> bool:
        """Tell whether there are certainly so many that a median points to nobody."""
        return self.low > SMALL[-1]

    @property
    def middle(self) -> float:
        """Return what a picture draws."""
        return (self.low + self.high) / 2


def shown(count: int) -> Shown:
    """Return a number as it may be shown; not for sums, see `total`."""
    return Shown(SMALL[0], SMALL[-1]) if count in SMALL else Shown(count, count)


def total(parts: Iterable[Shown]) -> Shown:
    """Return the sum of numbers as it may be shown beside them."""
    held = list(parts)
    return Shown(sum(part.low for part in held), sum(part.high for part in held))
