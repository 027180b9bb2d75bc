"""The console as one application: every page on one list, closed by default, under strict headers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask, g, render_template, request, url_for
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bot.console import access, headers, language
from bot.console.audit import pages as audit
from bot.console.calendar import pages as calendar
from bot.console.desk import Desk
from bot.console.erasing import pages as erasing
from bot.console.figures import pages as figures
from bot.console.health import pages as health
from bot.console.inbox import pages as inbox
from bot.console.knowledge import pages as knowledge
from bot.console.mails import pages as mails
from bot.console.member import Permission
from bot.console.navigation import home, navigation, own_pages
from bot.console.people import pages as people
from bot.console.preferences import pages as preferences
from bot.console.profile import pages as profile
from bot.console.ticket import pages as ticket
from bot.logs import logger
from bot.store.errors import StoreError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication  # it exists for type checkers alone

_PARTS = (
    preferences,
    inbox,
    ticket,
    erasing,
    figures,
    knowledge,
    audit,
    health,
    profile,
    mails,
    calendar,
    people,
)
PREFIX = "/console"
LONGEST_BODY = 12 * 1024 * 1024  # bytes; a form with one file


def console_app(desk: Desk) -> Flask:
    """Return the application; it is served below `PREFIX`, see `mounted`."""
    app = Flask("bot.console")
    app.url_map.strict_slashes = False  # an address typed with a slash too many leads there all the same
    app.config.update(
        SECRET_KEY=desk.secret_key,
        SESSION_COOKIE_NAME="madoguchi",
        SESSION_COOKIE_PATH=PREFIX,
        SESSION_COOKIE_SECURE=desk.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=LONGEST_BODY,
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        WTF_CSRF_SSL_STRICT=desk.secure,
    )
    app.jinja_env.undefined = StrictUndefined
    CSRFProtect(app)
    headers.protect(app)
    desk.login.join(app)
    language.speak(app)
    access.guard(app, desk.login)
    _tell_who(app)
    for part in _PARTS:
        app.register_blueprint(part.pages(desk))
    app.register_error_handler(HTTPException, _trouble)
    app.register_error_handler(StoreError, _store_down)
    return app


def mounted(app: Flask, below: Flask) -> None:
    """Serve the console at `PREFIX` of another application."""
    inner: dict[str, WSGIApplication] = {PREFIX: app.wsgi_app}
    below.wsgi_app = DispatcherMiddleware(below.wsgi_app, inner)  # type: ignore[method-assign]  # Flask's own way


def _tell_who(app: Flask) -> None:
    @app.context_processor
    def _who() -> dict[str, object]:
        who = g.get("member")
        return {
            "who": who,
            "may": lambda permission: who is not None and who.may(Permission(permission)),
            "theme": who.theme if who else "auto",
            "navigation": list(navigation(who)) if who else [],
            "own_pages": list(own_pages(who)) if who else [],
            "home": home(who),
            "here": request.full_path.rstrip("?") if request.method == "GET" else "",
            "leave": url_for("security.logout") if "security.logout" in app.view_functions else "",
        }


def _trouble(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    known = code if code in {400, 403, 404, 405, 413, 429} else 500
    return render_template("trouble.html", code=code, kind=str(known)), code


def _store_down(error: StoreError) -> tuple[str, int]:
    logger().error("console_store_down", why=type(error).__name__)
    return render_template("trouble.html", code=503, kind="503"), 503
