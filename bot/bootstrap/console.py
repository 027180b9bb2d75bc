"""The console: pages for staff, in a process of its own or beside the webhook."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import cache, partial

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.bootstrap.knowledge import finder
from bot.bootstrap.staff import staff_of
from bot.bootstrap.storage import clock, database_of, seal_of
from bot.bootstrap.surroundings import EARNEST, Surroundings
from bot.bootstrap.web import webhook_app
from bot.console.app import PREFIX, console_app, mounted
from bot.console.desk import Desk
from bot.console.login.accounts import Shelf
from bot.console.login.proof import Prover
from bot.console.login.staff_login import StaffLogin
from bot.corpus.live import LiveKnowledge
from bot.files.scanner import scanner
from bot.files.uploads import examined
from bot.health import health
from bot.settings import Settings, SettingsError
from bot.store.engine import Database
from knowledge.findings import Finder

_PAUSE_SECONDS = 0.05  # between two looks at what became of an act


def webhook_and_console_app(settings: Settings) -> Flask:
    """Return the application of a process that takes webhooks and serves the console beside them."""
    console = application(settings, database_of(settings))
    return webhook_app(settings, lambda app: mounted(console, app))


def application(settings: Settings, database: Database) -> Flask:
    """Return the console's own application."""
    return console_app(desk_of(settings, database))


def own_console_app(settings: Settings) -> Flask:
    """Return the application of a process that serves the console alone, and tells how it is."""
    app = Flask("madoguchi-console", static_folder=None)
    database = database_of(settings)
    app.register_blueprint(health(database, clock))
    mounted(application(settings, database), app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own way to wrap an application
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def desk_of(
    settings: Settings,
    database: Database,
    around: Surroundings = EARNEST,
    pause: Callable[[], None] = lambda: time.sleep(_PAUSE_SECONDS),
) -> Desk:
    """Return what the console works with; `pause` waits a moment for a worker."""
    seal, secure = seal_of(settings), settings.public_url.startswith("https://")
    secret_key = settings.secret_key.get_secret_value()
    return Desk(
        database=database,
        seal=seal,
        draws=around.draws(secret_key),
        finder=_Knowledge(database).finder,
        clock=around.clock,
        login=StaffLogin(
            Shelf(database, seal, around.clock), secure=secure, provider=_provider(settings, around.clock)
        ),
        secret_key=secret_key,
        public_url=settings.public_url,
        pause=pause,
        mails=settings.smtp_url is not None,
        secure=secure,
        staff=staff_of(settings),
        examine=partial(examined, scan=scanner(settings.file_scanner)),
    )


def _provider(settings: Settings, now: Callable[[], int]) -> Prover | None:
    """Return the company's own way to sign in. Raises SettingsError where Authlib is not installed."""
    if settings.oidc_issuer is None:
        return None
    try:
        from bot.console.login.provider import Client, Provider  # noqa: PLC0415  # an extra brings Authlib
    except ImportError:
        raise SettingsError("OIDC_ISSUER needs Authlib: pip install 'authlib>=1.9'") from None
    client = Client(
        issuer=settings.oidc_issuer,
        id=settings.oidc_client_id or "",
        secret=settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else "",
        name=settings.oidc_name,
        back=f"{settings.public_url.rstrip('/')}{PREFIX}/oidc/back",
    )
    return Provider(client, lambda: now() // 1_000)


class _Knowledge:
    """The published knowledge, loaded when a page first asks for it: most never do, and it takes a moment."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loading = threading.Lock()
        self._live = cache(self._loaded)

    def finder(self) -> Finder:
        """Return what is live now."""
        with self._loading:
            live = self._live()
        return live.finder()

    def _loaded(self) -> LiveKnowledge:
        live = LiveKnowledge(self._database, finder)
        live.follow()
        return live
