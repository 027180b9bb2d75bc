"""The web process: takes webhooks and stores them. Imports neither the SDK nor the knowledge."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.bootstrap.storage import clock, database_of, seal_of
from bot.health import health
from bot.line.webhook import webhook
from bot.settings import Settings
from bot.store.intake import Intake


def webhook_app(settings: Settings) -> Flask:
    """Return the application behind `POST /line/webhook`, `/healthz` and `/readyz`."""
    app = Flask("madoguchi", static_folder=None)
    database = database_of(settings)
    app.register_blueprint(webhook(settings.channel_secrets, Intake(database), seal_of(settings), clock))
    app.register_blueprint(health(database, clock))
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own way to wrap an application
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app
