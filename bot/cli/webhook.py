"""`webhook`: the web process."""

from __future__ import annotations

from typing import Any

import click

from bot.bootstrap.web import webhook_app
from bot.cli.start import start
from bot.processes.web_server import WebServer
from bot.settings import Settings


@click.command()
@click.option("--with-console", is_flag=True, help="Serve the staff console beside it, below /console/.")
def webhook(*, with_console: bool) -> None:
    """Take webhooks and store them (gunicorn, WEB_CONCURRENCY processes of 16 threads)."""
    settings = start()
    WebServer(
        lambda: _with_console(settings) if with_console else webhook_app(settings),
        (settings.host, settings.port),
        workers=settings.web_concurrency,
    ).run()


def _with_console(settings: Settings) -> Any:
    from bot.bootstrap.console import webhook_and_console_app  # noqa: PLC0415  # heavy: for who wants it alone

    return webhook_and_console_app(settings)
