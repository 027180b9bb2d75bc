"""The worker: one process decides what arrived, another one sends what is owed."""

from __future__ import annotations

from collections.abc import Callable

from bot.bootstrap.knowledge import finder
from bot.bootstrap.storage import clock, seal_of
from bot.dispatch import Dispatch
from bot.jobs.deliver import Deliverer, Delivery
from bot.jobs.delivery_process import DeliveryProcess
from bot.jobs.retention import RETENTION
from bot.jobs.worker import Worker
from bot.line.channel import LineChannel
from bot.line.webhook import SOURCE as LINE
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.seat import Seat


def delivery_of(settings: Settings) -> DeliveryProcess:
    """Start the sending process; call it before threads and database connections exist."""

    def build(ring: Callable[[], None]) -> Deliverer:
        # Imported here, for only the sending process needs the SDK, its half second and its 70 MB.
        from bot.bootstrap.sending import deliverer_of  # noqa: PLC0415

        return deliverer_of(settings, ring)

    return DeliveryProcess(build)


def worker_of(settings: Settings, database: Database, seat: Seat, delivery: Delivery) -> Worker:
    """Join a worker that sits in this seat; loads the knowledge, which takes a moment."""
    seal = seal_of(settings)
    finder()
    return Worker(
        database=database,
        seat=seat,
        dispatch=Dispatch({LINE: LineChannel()}, finder, seal),
        deliverer=delivery,
        jobs=(RETENTION,),
        seal=seal,
        clock=clock,
    )
