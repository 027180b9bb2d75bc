"""`webhook`: the web process."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from bot.bootstrap.web import webhook_app
from bot.cli.start import start
from bot.processes.web_server import WebServer
from bot.settings import Settings

if TYPE_CHECKING:
    from flask import Flask


@click.command()
@click.option("--with-console", is_flag=True, help="Serve the staff console beside it, below /console/.")
def webhook(*, with_console: bool) -> None:
    """Take webhooks and store them (gunicorn, WEB_CONCURRENCY processes of 16 threads)."""
    settings = start()
    application = partial(_with_console if with_console else webhook_app, settings)
    WebServer(application, (settings.host, settings.port), workers=settings.web_concurrency).run()


def _with_console(settings: Settings) -> Flask:
    from bot.bootstrap.console import mount_console  # noqa: PLC0415  # heavy, and not for webhooks alone

    return webhook_app(settings, partial(mount_console, settings))
