"""The web process: takes webhooks, serves what links lead to. Imports neither the SDK nor the knowledge."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.bootstrap.storage import database_of, seal_of
from bot.bootstrap.surroundings import EARNEST, Surroundings
from bot.downloads.pages import Desk, download_pages
from bot.downloads.passes import Passes
from bot.health import health
from bot.line.webhook import webhook
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.intake import Intake
from bot.store.sealing import Seal


def webhook_app(
    settings: Settings, mount: Callable[[Flask], None] | None = None, around: Surroundings = EARNEST
) -> Flask:
    """Return the application behind `POST /line/webhook`, `/d/`, `/healthz` and `/readyz`.

    `mount` may put another one beside these, such as the console, behind the same proxies.
    """
    app = Flask("madoguchi", static_folder=None)
    database = database_of(settings)
    intake, seal = Intake(database, patience=around.patience), seal_of(settings)
    app.register_blueprint(webhook(settings.channel_secrets, intake, seal, around.clock))
    app.register_blueprint(download_pages(_download_desk(settings, database, intake, seal, around)))
    app.register_blueprint(health(database, around.clock))
    if mount is not None:
        mount(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own way to wrap an application
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def _download_desk(
    settings: Settings, database: Database, intake: Intake, seal: Seal, around: Surroundings
) -> Desk:
    secret_key = settings.secret_key.get_secret_value()
    return Desk(
        database=database,
        intake=intake,
        seal=seal,
        draws=around.draws(secret_key),
        passes=Passes(secret_key, settings.public_url),
        clock=around.clock,
    )
