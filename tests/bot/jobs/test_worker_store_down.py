"""Worker: when the store goes away in the middle of a turn, no outcome is lost and nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import pytest

from bot.store.engine import Connection, Database, Unit
from bot.store.errors import StoreDown
from bot.store.outbox import LEASE_MS
from bot.store.tables import EventState, OwedState
from tests.bot.jobs.desk import START, Desk, said
from tests.bot.store.rows import stored_debt, stored_event

Moment = Literal["reading", "writing", "committing", "committed"]


class FailingUnit:
    """A unit whose store goes away at one moment."""

    def __init__(self, unit: Unit, moment: Moment) -> None:
        self.read = unit.read
        self._unit = unit
        self._moment = moment

    @contextmanager
    def write(self) -> Iterator[Connection]:
        self._perhaps("writing")
        with self._unit.write() as connection:
            yield connection
            self._perhaps("committing")
        self._perhaps("committed")

    def _perhaps(self, moment: Moment) -> None:
        if moment == self._moment:
            raise StoreDown(moment)


@pytest.fixture
def go_away(database: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[[Moment], None]:
    """Give what lets the store go away during the next unit of work."""
    real = database.unit

    def go_away_at(moment: Moment) -> None:
        @contextmanager
        def unit() -> Iterator[Unit]:
            monkeypatch.setattr(database, "unit", real)
            if moment == "reading":
                raise StoreDown(moment)
            with real() as found:
                yield FailingUnit(found, moment)

        monkeypatch.setattr(database, "unit", unit)

    return go_away_at


@pytest.mark.parametrize("moment", ["reading", "writing", "committing"])
def test_a_turn_that_was_undone_loses_no_outcome_and_repeats_nothing(
    desk: Desk, go_away: Callable[[Moment], None], moment: Moment
) -> None:
    desk.put(said("a1", "hello"))
    desk.worker.turn()
    desk.wait_for_sends()
    desk.put(said("b1", "other", lane="ben"))
    go_away(moment)
    with pytest.raises(StoreDown, match=moment):
        desk.worker.turn()
    assert stored_debt(desk.database, "a1:0").state == OwedState.LEASED
    assert stored_event(desk.database, "b1").state == EventState.READY
    desk.work()
    assert desk.channel.sent == ["hello", "other"]
    assert [len(desk.channel.tries(body)) for body in ("hello", "other")] == [1, 1]
    assert stored_debt(desk.database, "a1:0").state == OwedState.SENT
    assert stored_debt(desk.database, "b1:0").state == OwedState.SENT


def test_a_turn_whose_end_nobody_heard_of_loses_nothing(
    desk: Desk, go_away: Callable[[Moment], None]
) -> None:
    desk.put(said("a1", "hello"))
    desk.worker.turn()
    desk.wait_for_sends()
    desk.put(said("b1", "other", lane="ben"))
    go_away("committed")
    with pytest.raises(StoreDown):
        desk.worker.turn()
    assert stored_debt(desk.database, "a1:0").state == OwedState.SENT
    desk.work()
    assert desk.channel.sent == ["hello"]
    desk.work_at(START + LEASE_MS + 5_000)
    assert desk.channel.sent == ["hello", "other"]
    assert desk.channel.tries("other")[0].outcome_unknown


def test_an_outage_counts_as_no_failure_of_an_event(desk: Desk, go_away: Callable[[Moment], None]) -> None:
    desk.put(said("a1", "hello"))
    for _ in range(10):
        go_away("committing")
        with pytest.raises(StoreDown):
            desk.worker.turn()
    assert stored_event(desk.database, "a1").attempts == 0
    desk.work()
    assert desk.channel.sent == ["hello"]
