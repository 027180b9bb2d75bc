"""Small numbers are not shown: whoever knows a few of the people could tell from them who asked for what.

A number of 1 to 4 is shown as "1–4", and a sum with such a number in it as from where to where it may lie
(`total`): it is made of what is shown, and says nothing more. One sum of numbers, and one alone, may be shown
as it is where that leaves open what each of them is (`whole`). So nobody can compute a small number back, not
even who knows these rules. That is why no number of a month is shown that is not made here.
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


def whole(counts: Iterable[int]) -> Shown:
    """Return the sum of all numbers of a kind, each of which is shown in no other sum but those of `total`.

    One small number among them would be what the others lack. Several are open, unless all are 1 or all are
    4; and where the sum is not told for that reason, it is open which of the two.
    """
    held = list(counts)
    small = [count for count in held if count in SMALL]
    if len(small) * SMALL[0] < sum(small) < len(small) * SMALL[-1] and len(small) > 1:
        return Shown(sum(held), sum(held))
    return total(map(shown, held))
