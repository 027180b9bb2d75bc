"""The switches in the header."""

from __future__ import annotations

from typing import cast, get_args

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.language import choose
from bot.console.member import Permission, Theme
from bot.console.navigation import home as first_page
from knowledge.language import Language


def pages(desk: Desk) -> Blueprint:
    """Return `POST /preferences`: `language` or `theme` from now on; leads back to where it was pressed.

    `GET /home` leads to the first page that somebody may open.
    """
    blueprint = Blueprint("preferences", __name__)

    @blueprint.post("/preferences")
    @needs(Permission.ANY)
    def preferences() -> Response:
        desk.login.prefer(language=_language(), theme=_theme())
        return redirect(_back(), 303)

    @blueprint.get("/home")
    @needs(Permission.ANY)
    def home() -> Response:
        return redirect(first_page(member()))

    return blueprint


def _language() -> Language | None:
    wished = request.form.get("language")
    if wished is None:
        return None
    return choose(wished) or abort(400)


def _theme() -> Theme | None:
    wished = request.form.get("theme")
    if wished is not None and wished not in get_args(Theme):
        abort(400)
    return cast("Theme | None", wished)


def _back() -> str:
    """Return where to go: a path below our own prefix, whatever was sent."""
    back = request.form.get("back", "")
    ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return request.script_root + back if ours else url_for("preferences.home")
