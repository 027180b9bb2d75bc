"""`webhook`: the web process."""

from __future__ import annotations

import click

from bot.bootstrap.web import webhook_app
from bot.cli.start import start
from bot.processes.web_server import WebServer


@click.command()
def webhook() -> None:
    """Take webhooks and store them (gunicorn, WEB_CONCURRENCY processes of 16 threads)."""
    settings = start()
    WebServer(
        lambda: webhook_app(settings), (settings.host, settings.port), workers=settings.web_concurrency
    ).run()
