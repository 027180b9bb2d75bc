"""What the demo's pages refuse, and how they say so: JSON with `error` and `detail`."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from bot.dev.page_headers import protect
from bot.dev.page_input import LONGEST_BODY, BadInput


def guarded(blueprint: Blueprint) -> None:
    """Let only our own pages send, and answer what is refused by one word and a sentence."""
    blueprint.before_request(_guard)
    blueprint.after_request(protect)
    blueprint.register_error_handler(BadInput, lambda error: _refusal(400, "bad_request", str(error)))
    blueprint.register_error_handler(KeyError, lambda _: _refusal(404, "not_found", "nobody has this id"))
    blueprint.register_error_handler(ValueError, lambda error: _refusal(409, "refused", str(error)))
    blueprint.register_error_handler(HTTPException, _http_refusal)


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
