"""`serve`, and its parts `webhook`, `worker` and `migrate`."""

from __future__ import annotations

import signal
import sys
import time

import click

from bot import logs
from bot.settings import Settings, environment, load
from bot.store.engine import Database
from bot.store.seat import Seat

_STANDBY_SECONDS = 0.2
# How long a thread that computes may keep the others waiting; the default of 5 ms would be paid at each
# step of a call to LINE.
_SWITCH_SECONDS = 0.001


def _settings() -> Settings:
    settings = load()
    logs.set_up(settings.log_level)
    return settings


@click.command()
def serve() -> None:
    """Run everything on this machine: migrate, take webhooks, decide and send. Ctrl-C stops it."""
    from bot.processes.supervisor import Part, bot_command, supervise

    settings = _settings()
    _migrate(settings)
    parts = [Part(name, bot_command(name), environment()) for name in ("webhook", "worker")]
    supervise(parts, lambda: click.echo(f"Madoguchi takes webhooks at {settings.public_url}/line/webhook"))


@click.command()
def webhook() -> None:
    """Take webhooks and store them (gunicorn, WEB_CONCURRENCY processes of 16 threads)."""
    from bot.bootstrap.web import webhook_app
    from bot.processes.web_server import WebServer

    settings = _settings()
    WebServer(
        lambda: webhook_app(settings), settings.host, settings.port, workers=settings.web_concurrency
    ).run()


@click.command()
def worker() -> None:
    """Decide what arrived and send what is owed. On SQLite a second worker stands by."""
    from bot.bootstrap.storage import database_of
    from bot.bootstrap.work import worker_of
    from bot.store.schema import is_current

    settings = _settings()
    database = database_of(settings)
    if not is_current(database):
        raise click.ClickException("The tables are not current. Run: python -m bot migrate")
    sys.setswitchinterval(_SWITCH_SECONDS)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    works = worker_of(settings, database, _seat(database))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: works.stop())
    works.run()


@click.command()
def migrate() -> None:
    """Bring the tables up to date; safe to repeat."""
    _migrate(_settings())


def _migrate(settings: Settings) -> None:
    from bot.bootstrap.storage import database_of
    from bot.store import schema

    database = database_of(settings)
    schema.migrate(database)
    database.close()


def _seat(database: Database) -> Seat:
    from bot.store.seat import take_seat

    waiting = False
    while (seat := take_seat(database)) is None:
        if not waiting:
            waiting = True
            logs.logger().info("worker_stands_by")
        time.sleep(_STANDBY_SECONDS)
    return seat


def _leave(*_: object) -> None:
    raise SystemExit(0)
