"""What runs by itself and how often. A slot's key is unique, so each runs once over all workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.store.engine import Database
from bot.store.inbox import CRON, NewEvent, place_of
from bot.store.sealing import Seal

SOURCE = CRON


@dataclass(frozen=True, slots=True)
class Job:
    """Work to be done once per slot of `every` milliseconds.

    `step` does a part that takes well under a tenth of a second, and returns whether that was the last one.
    """

    name: str
    every: int
    step: Callable[[Database, int], bool]


def slots(jobs: Sequence[Job], seal: Seal, now: int) -> list[NewEvent]:
    """Return the events of the slots that are open now (milliseconds since 1970, UTC)."""
    events = []
    for job in jobs:
        event_id = f"{SOURCE}:{job.name}:{now // job.every}"
        payload = seal.close(job.name.encode(), place_of(event_id))
        events.append(NewEvent(event_id, SOURCE, f"{SOURCE}:{job.name}"[:32], payload, now))
    return events


def next_slot(jobs: Sequence[Job], now: int) -> int:
    """Return when the next slot opens (milliseconds since 1970, UTC)."""
    return min((now // job.every + 1) * job.every for job in jobs)


def job_of(event_id: str, jobs: Sequence[Job]) -> Job | None:
    """Return the job that an event is a slot of; None for a job that exists no more."""
    name = event_id.split(":")[1]
    return next((job for job in jobs if job.name == name), None)
