"""What a month comes to: from rows of the store to numbers that everybody may see.

A request is one right of a ticket, or a ticket without rights. A `Report` has numbers as they may be shown
(`small_numbers`): none is the number of the same requests under another name, and of each set of numbers only
the sums in a `Point`, and `surveyed`, are of all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.console.figures.small_numbers import Shown, shown, total, whole
from bot.store.daily_counts import MonthCount
from bot.store.figures import Ended, Received
from handlers.counting import Counted
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind
from handlers.tickets.months import Month
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES

OTHERS = tuple(kind for kind in Kind if kind is not Kind.RIGHTS)
RESULTS: Mapping[str, tuple[Outcome, ...]] = {
    "granted": (Outcome.GRANTED,),
    "partly": (Outcome.PARTIALLY_GRANTED,),
    "refused": (Outcome.REFUSED,),
    "no_data": (Outcome.NOT_HELD, Outcome.REDIRECTED),
    "undecided": (Outcome.WITHDRAWN, Outcome.UNVERIFIED, Outcome.NONRESPONSIVE),
}
"""The columns of the table of rights, and the outcomes in each. A duplicate is counted where it goes on."""
DECIDED = ("granted", "partly", "refused", "no_data")
"""What we answered; the rest ended without an answer of ours, and has no part in the medians."""
SCORES = (5, 4, 3, 2, 1)
_ANSWERED = frozenset({Status.ANSWERED.value, Status.REDIRECTED.value})


@dataclass(frozen=True, slots=True)
class Line:
    """One right, or the sum of all (None): what came, what became of it, and days from receipt.

    `median` is None where there are too few to tell.
    """

    right: Right | None
    received: Shown
    results: Mapping[str, Shown]
    median: int | None

    @property
    def complied(self) -> Shown:
        """Return what was complied with in whole or in part, as section 7102 CCPA regulations count it."""
        return total((self.results["granted"], self.results["partly"]))

    @property
    def decided(self) -> Shown:
        return total(self.results[name] for name in DECIDED)


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of ticket: what came, what was answered, median days to our first word and to the answer."""

    kind: Kind
    received: Shown
    answered: Shown
    first: int | None
    median: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """A month among others."""

    month: Month
    received: Shown
    answered: Shown
    messages: Mapping[Counted, Shown]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A month in numbers. `trend` ends with it, `rights` with the sum of all; `messages` are by language."""

    month: Month
    kinds: tuple[KindLine, ...]
    rights: tuple[Line, ...]
    messages: Mapping[Counted, Mapping[str, Shown]]
    scores: Mapping[int, Shown]
    surveyed: Shown
    score: int | None
    trend: tuple[Point, ...]

    @property
    def own(self) -> Point:
        """Return the sums of this month."""
        return self.trend[-1]


class Rows:
    """What the store counted, asked month by month."""

    def __init__(
        self, received: Iterable[Received], ended: Iterable[Ended], counts: Iterable[MonthCount]
    ) -> None:
        self._ended: dict[Month, list[Ended]] = {}
        self._counted = Counter[tuple[object, ...]]()
        for came in received:
            self._add(came.count, ("came", came.month, came.kind))
            self._add(came.count, *(("asked", came.month, right) for right in came.rights))
        for one in ended:
            self._ended.setdefault(one.month, []).append(one)
            self._add(one.count, ("scored", one.month, one.score))
            self._add(one.count, *(("result", one.month, *each) for each in one.outcomes.items()))
            if one.ended_as in _ANSWERED:
                self._add(one.count, ("answered", one.month, one.kind))
        for said in counts:
            self._add(said.count, ("said", said.month, said.what, said.language))

    def report(self, months: Sequence[Month]) -> Report:
        """Return the report of the last of these months."""
        month = months[-1]
        rights = tuple(self._line(month, right) for right in Right)
        scores = {score: self._scored(month, score) for score in SCORES}
        return Report(
            month=month,
            kinds=self._kinds(month, rights),
            rights=(*rights, self._sum(month, rights)),
            messages=self._messages(month),
            scores=scores,
            surveyed=whole(self._counted["scored", month, score] for score in SCORES),
            score=self._median_score(month) if total(scores.values()).many else None,
            trend=tuple(self._point(one) for one in months),
        )

    def _line(self, month: Month, right: Right) -> Line:
        results = {name: self._result(month, right, name) for name in RESULTS}
        line = Line(right, self._asked(month, right), results, None)
        return Line(right, line.received, results, self._median(month, (right,), line.decided))

    def _sum(self, month: Month, lines: Sequence[Line]) -> Line:
        results = {name: total(line.results[name] for line in lines) for name in RESULTS}
        line = Line(None, total(line.received for line in lines), results, None)
        return Line(None, line.received, results, self._median(month, tuple(Right), line.decided))

    def _kinds(self, month: Month, lines: Sequence[Line]) -> tuple[KindLine, ...]:
        rights = KindLine(
            Kind.RIGHTS,
            total(line.received for line in lines),
            answered := total(line.decided for line in lines),
            self._median(month, tuple(Right), answered, _first),
            self._median(month, tuple(Right), answered),
        )
        return (rights, *(self._kind(month, kind) for kind in OTHERS))

    def _kind(self, month: Month, kind: Kind) -> KindLine:
        answered = self._answered(month, kind)
        done = [one for one in self._of(month, kind) if one.ended_as in _ANSWERED]
        first = median((_first(one), one.count) for one in done) if answered.many else None
        days = median((one.days, one.count) for one in done) if answered.many else None
        return KindLine(kind, self._came(month, kind), answered, first, days)

    def _point(self, month: Month) -> Point:
        counted = self._counted
        received = [counted["asked", month, right] for right in Right]
        received += [counted["came", month, kind] for kind in OTHERS]
        answered = [self._resulted(month, right, name) for right in Right for name in DECIDED]
        answered += [counted["answered", month, kind] for kind in OTHERS]
        messages = {what: whole(counted["said", month, what, to] for to in LANGUAGES) for what in Counted}
        return Point(month, whole(received), whole(answered), messages)

    def _asked(self, month: Month, right: Right) -> Shown:
        return self._shown("asked", month, right)

    def _came(self, month: Month, kind: Kind) -> Shown:
        return self._shown("came", month, kind)

    def _answered(self, month: Month, kind: Kind) -> Shown:
        return self._shown("answered", month, kind)

    def _result(self, month: Month, right: Right, name: str) -> Shown:
        return shown(self._resulted(month, right, name))

    def _resulted(self, month: Month, right: Right, name: str) -> int:
        return sum(self._counted["result", month, right, outcome] for outcome in RESULTS[name])

    def _shown(self, *key: object) -> Shown:
        return shown(self._counted[key])

    def _add(self, count: int, *keys: tuple[object, ...]) -> None:
        for key in keys:
            self._counted[key] += count

    def _median(
        self,
        month: Month,
        rights: Sequence[Right],
        decided: Shown,
        days: Callable[[Ended], int | None] = lambda one: one.days,
    ) -> int | None:
        if not decided.many:
            return None
        outcomes = {outcome for name in DECIDED for outcome in RESULTS[name]}
        return median(
            (days(one), one.count * sum(one.outcomes.get(right) in outcomes for right in rights))
            for one in self._ended.get(month, ())
        )

    def _messages(self, month: Month) -> Mapping[Counted, Mapping[str, Shown]]:
        return {what: {to: self._shown("said", month, what, to) for to in LANGUAGES} for what in Counted}

    def _scored(self, month: Month, score: int) -> Shown:
        return self._shown("scored", month, score)

    def _median_score(self, month: Month) -> int | None:
        return median((one.score, one.count) for one in self._ended.get(month, ()))

    def _of(self, month: Month, kind: Kind) -> Iterator[Ended]:
        return (one for one in self._ended.get(month, ()) if one.kind == kind)


def median(counted: Iterable[tuple[int | None, int]]) -> int | None:
    """Return the middle of values that are there so many times: of two, the lower; None of nothing.

    It is one of the values, so that it does not tell whether they are even in number.
    """
    held = sorted((value, count) for value, count in counted if value is not None and count > 0)
    middle = (sum(count for _, count in held) + 1) // 2
    for value, count in held:
        middle -= count
        if middle <= 0:
            return value
    return None


def _first(one: Ended) -> int | None:
    return one.answer_days
