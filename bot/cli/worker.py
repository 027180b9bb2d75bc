"""`worker`: the process that decides and sends."""

from __future__ import annotations

import signal
import sys
import threading
import time

import click

from bot.bootstrap.delivery import delivery_of
from bot.cli.start import open_store, start
from bot.jobs.delivery_process import DeliveryProcess
from bot.logs import logger
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.seat import Seat, take_seat

_STANDBY_SECONDS = 0.2
_SIGNALS = (signal.SIGTERM, signal.SIGINT)
# How long a thread that computes may keep the others waiting; the default of 5 ms would be paid at each
# step of a call to LINE.
_SWITCH_SECONDS = 0.001


@click.command()
def worker() -> None:
    """Decide what arrived and send what is owed. On SQLite a second worker stands by."""
    settings = start()
    delivery = delivery_of(settings)
    try:
        _work(settings, delivery)
    finally:
        delivery.close()


def _work(settings: Settings, delivery: DeliveryProcess) -> None:
    # Loaded here, while the sending process loads the SDK: after a crash somebody waits for both.
    from bot.bootstrap.mail_in import collector_of  # noqa: PLC0415
    from bot.bootstrap.work import worker_of  # noqa: PLC0415

    database = open_store(settings)
    sys.setswitchinterval(_SWITCH_SECONDS)
    for number in _SIGNALS:
        signal.signal(number, _leave)
    seat = _seat(database)
    delivery.listen(seat.ring)
    works = worker_of(settings, database, seat, delivery)
    for number in _SIGNALS:
        signal.signal(number, lambda *_: works.stop())
    if collector := collector_of(settings, database):
        # It mostly waits for its server; a mail that it had in hand at the end is taken at the next start.
        threading.Thread(target=collector.run, name="mailbox", daemon=True).start()
    works.run()


def _seat(database: Database) -> Seat:
    waiting = False
    while (seat := take_seat(database)) is None:
        if not waiting:
            waiting = True
            logger().info("worker_stands_by")
        time.sleep(_STANDBY_SECONDS)
    return seat


def _leave(*_: object) -> None:
    raise SystemExit(0)
