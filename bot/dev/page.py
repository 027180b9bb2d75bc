"""The chat page: talking to the bot in a browser as in LINE, over the double. For the demo, never for others.

The page, its JSON at `api/` and its files at `static/` stand below the prefix the blueprint is mounted at.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from bot.dev.double import LineDouble
from bot.dev.page_api import PageApi
from bot.dev.page_headers import protect
from bot.dev.page_input import LONGEST_BODY, BadInput


def chat_page(double: LineDouble, mailbox: str = "") -> Blueprint:
    """Return the page over a double, to be registered with a prefix such as `/dev`.

    `mailbox` is where the page of a mailbox is, as an address to link to.

    Refusals are JSON with `error` and `detail`: 400 for what is malformed, 403 for a request from another
    site, 404 for an id nobody has, 409 where the platform says no (who has blocked the bot cannot write).
    """
    blueprint = Blueprint(
        "chat_page", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
    )
    blueprint.add_url_rule("/", "page", lambda: render_template("chat.html", mailbox=mailbox))
    PageApi(double).register(blueprint)
    blueprint.before_request(_guard)
    blueprint.after_request(protect)
    blueprint.register_error_handler(BadInput, lambda error: _refusal(400, "bad_request", str(error)))
    blueprint.register_error_handler(KeyError, lambda _: _refusal(404, "not_found", "nobody has this id"))
    blueprint.register_error_handler(ValueError, lambda error: _refusal(409, "refused", str(error)))
    blueprint.register_error_handler(HTTPException, _http_refusal)
    return blueprint


def _guard() -> Response | None:
    request.max_content_length = LONGEST_BODY
    if request.method not in {"GET", "HEAD", "OPTIONS"} and not _from_this_site():
        return _refusal(403, "other_site", "only the page itself may send")
    return None


def _from_this_site() -> bool:
    """Tell whether a request comes from our page; a client that is no browser names no site at all."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    return origin is None or urlsplit(origin)[:2] == urlsplit(request.host_url)[:2]


def _refusal(status: int, error: str, detail: str) -> Response:
    response = jsonify(error=error, detail=detail)
    response.status_code = status
    return response


def _http_refusal(error: HTTPException) -> Response:
    name = (error.name or "error").lower().replace(" ", "_")
    return _refusal(error.code or 500, name, error.description or "")
