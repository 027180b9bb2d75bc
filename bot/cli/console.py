"""`console`: the web process of the staff."""

from __future__ import annotations

import click

from bot.bootstrap.console import own_console_app
from bot.cli.start import start
from bot.processes.web_server import WebServer


@click.command()
def console() -> None:
    """Serve the staff console alone, below /console/ (gunicorn, WEB_CONCURRENCY processes of 16 threads)."""
    settings = start()
    WebServer(
        lambda: own_console_app(settings), (settings.host, settings.port), workers=settings.web_concurrency
    ).run()
