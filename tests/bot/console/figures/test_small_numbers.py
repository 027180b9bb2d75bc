"""Small numbers cannot be computed back, also by somebody who knows the rules."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.console.figures.month_report import OTHERS, RESULTS, SCORES, Report, Rows
from bot.console.figures.small_numbers import SMALL, Shown, shown, total, whole
from bot.store.daily_counts import MonthCount
from bot.store.figures import Ended, Received
from handlers.counting import Counted
from handlers.tickets.months import Month
from handlers.tickets.rights import Right

APRIL = Month(2026, 4)
COUNTS = st.integers(0, 7)


def test_numbers_of_one_to_four_look_alike_and_others_are_told() -> None:
    assert [shown(count) for count in (0, 5, 12)] == [Shown(0, 0), Shown(5, 5), Shown(12, 12)]
    assert {shown(count) for count in SMALL} == {Shown(1, 4)}


def test_a_sum_is_from_where_to_where_it_may_lie() -> None:
    assert total(map(shown, (12, 7, 2))) == Shown(20, 23)
    assert whole((12, 7, 2)) == Shown(20, 23)
    assert whole((12, 7, 2, 3)) == Shown(24, 24)
    assert whole((12, 1, 1)) == whole((12, 4, 4)) == Shown(14, 20)


def published(counts: tuple[int, ...]) -> tuple[object, ...]:
    """Return all that is shown of some numbers."""
    parts = [shown(count) for count in counts]
    return (*parts, total(parts), whole(counts))


def test_whatever_is_shown_each_small_number_could_be_another_one() -> None:
    """Four numbers of every size there is: who tries all possibilities is left with several."""
    sizes = range(6)  # 0, the small ones, and one that is told
    possible: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in product(sizes, repeat=4):
        possible.setdefault(published(counts), []).append(counts)
    for alike in possible.values():
        for place in range(4):
            values = {counts[place] for counts in alike}
            assert len(values) > 1 or not values & set(SMALL), alike


@given(st.data())
def test_a_report_says_the_same_whatever_a_single_small_number_is(data: st.DataObject) -> None:
    """Sums in a report are many, and over the same numbers; each is one that leaves the number open."""
    cells = [*product(Right, RESULTS), *Right, *OTHERS, *SCORES, *product(Counted, ("ja", "en"))]
    counts = {cell: data.draw(st.sampled_from((0, 5, 9))) for cell in cells}
    changed = data.draw(st.sampled_from(cells))
    said = {str(report(counts | {changed: small})) for small in SMALL}
    assert len(said) == 1


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_what_is_shown_is_true(counts: list[int]) -> None:
    for held in (whole(counts), total(map(shown, counts))):
        assert held.low <= sum(counts) <= held.high


def report(counts: dict[object, int]) -> Report:
    """Return the report of a month in which so much was counted."""
    received, ended, said = [], [], []
    for cell, count in counts.items():
        match cell:
            case (Right() as right, str(name)):
                outcomes = {right: RESULTS[name][0]}
                ended.append(Ended(APRIL, "rights", "answered", outcomes, 3, 1, None, count))
            case Right():
                received.append(Received(APRIL, "rights", (cell.value,), count))
            case (Counted() as what, str(language)):
                said.append(MonthCount(APRIL, what.value, language, count))
            case int():
                ended.append(Ended(APRIL, "question", "", {}, 3, 1, cell, count))
            case _:
                received.append(Received(APRIL, str(cell), (), count))
    return Rows(received, ended, said).report([APRIL])
