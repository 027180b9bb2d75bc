"""Schedule: each job runs once per slot, over all workers and restarts, in parts if it is long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.jobs import schedule
from bot.jobs.schedule import Job
from bot.store.engine import Database
from bot.store.inbox import BACK_OFF_MS
from bot.store.tables import EventState
from tests.bot.jobs.desk import SEAL, START, Clock, Desk, HandlerBroke
from tests.bot.store.rows import put, stored_event, stored_events

HOUR, DAY = 3_600_000, 24 * 3_600_000
OpenDesk = Callable[..., Desk]


class Chore:
    """Counts how often it was done; takes so many steps each time."""

    def __init__(self, steps: int = 1) -> None:
        self.times: list[int] = []
        self._steps = steps

    def __call__(self, _: Database, now: int) -> bool:
        self.times.append(now)
        return len(self.times) % self._steps == 0


def nothing(_: Database, __: int) -> bool:
    return True


def test_a_slot_has_one_name_for_its_whole_length() -> None:
    jobs = [Job("sweep", HOUR, nothing), Job("count", DAY, nothing)]
    first = [event.event_id for event in schedule.slots(jobs, SEAL, 5 * HOUR)]
    assert first == ["cron:sweep:5", "cron:count:0"]
    assert [event.event_id for event in schedule.slots(jobs, SEAL, 6 * HOUR - 1)] == first


@pytest.mark.parametrize(("now", "opens"), [(0, HOUR), (HOUR - 1, HOUR), (HOUR, 2 * HOUR), (DAY, DAY + HOUR)])
def test_the_next_slot_is_that_of_the_job_that_runs_most_often(now: int, opens: int) -> None:
    assert schedule.next_slot([Job("count", DAY, nothing), Job("sweep", HOUR, nothing)], now) == opens


def test_a_slot_finds_its_job() -> None:
    sweep = Job("sweep", HOUR, nothing)
    assert schedule.job_of("cron:sweep:5", [sweep]) is sweep
    assert schedule.job_of("cron:gone:5", [sweep]) is None


def test_slots_that_several_workers_open_are_stored_once(database: Database) -> None:
    jobs = [Job("sweep", HOUR, nothing)]
    for minute in range(3):
        put(database, *schedule.slots(jobs, SEAL, START + minute))
    assert len(stored_events(database)) == 1


def test_a_job_runs_once_a_slot(database: Database, open_desk: OpenDesk) -> None:
    chore = Chore()
    desk = open_desk(database, jobs=[Job("sweep", HOUR, chore)])
    for now in (START, START + 1, START + HOUR, START + HOUR + 1, START + 5 * HOUR):
        desk.work_at(now)
    assert chore.times == [START, START + HOUR, START + 5 * HOUR]


def test_a_worker_that_restarts_within_a_slot_does_not_run_the_job_again(
    database: Database, open_desk: OpenDesk
) -> None:
    chore = Chore()
    for _ in range(2):
        desk = open_desk(database, jobs=[Job("sweep", HOUR, chore)])
        desk.worker.recover()
        desk.work()
        desk.close()
    assert chore.times == [START]


def test_a_job_runs_once_a_slot_over_two_workers(postgresql_database: Database, open_desk: OpenDesk) -> None:
    clock, chore = Clock(), Chore()
    jobs = [Job("sweep", HOUR, chore)]
    desks = [open_desk(postgresql_database, jobs=jobs, clock=clock) for _ in range(2)]
    for hour in range(3):
        clock.now = START + hour * HOUR
        for desk in (desks[hour % 2], desks[1 - hour % 2]):
            desk.work()
    assert chore.times == [START, START + HOUR, START + 2 * HOUR]


def test_a_long_job_goes_on_turn_by_turn_and_lets_events_through(
    database: Database, open_desk: OpenDesk
) -> None:
    chore = Chore(steps=3)
    desk = open_desk(database, jobs=[Job("sweep", HOUR, chore)])
    slot = f"cron:sweep:{START // HOUR}"
    states = []
    for _ in range(3):
        desk.worker.turn()
        states.append(stored_event(database, slot).state)
    assert states == [EventState.READY, EventState.READY, EventState.DONE]
    assert len(chore.times) == 3
    assert stored_event(database, slot).attempts == 0


def test_a_job_that_fails_is_tried_again_and_the_next_slot_runs_all_the_same(
    database: Database, open_desk: OpenDesk
) -> None:
    times: list[int] = []

    def breaks(_: Database, now: int) -> bool:
        times.append(now)
        if now < START + HOUR:
            raise HandlerBroke
        return True

    desk = open_desk(database, jobs=[Job("sweep", HOUR, breaks)])
    desk.work()
    for wait in BACK_OFF_MS:
        desk.work_at(desk.clock.now + wait)
    assert len(times) == 1 + len(BACK_OFF_MS)
    assert stored_event(database, f"cron:sweep:{START // HOUR}").state == EventState.SET_ASIDE
    desk.work_at(START + HOUR)
    assert times[-1] == START + HOUR
    assert desk.channel.tried == []


def test_a_slot_of_a_job_that_exists_no_more_is_put_away(database: Database, open_desk: OpenDesk) -> None:
    put(database, *schedule.slots([Job("gone", HOUR, nothing)], SEAL, START))
    open_desk(database).work()
    assert [row.state for row in stored_events(database)] == [EventState.DONE]
