"""What every page of the console tells the browser."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Flask, Response, g, request
from secure import Secure

_KEPT = "public, max-age=31536000, immutable"
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def protect(app: Flask) -> None:
    """Add the headers that keep pages out of caches and frames, and scripts of others out of pages."""
    basic = Secure.with_default_headers()

    @app.before_request
    def _nonce() -> None:
        g.csp_nonce = secrets.token_urlsafe(16)

    @app.after_request
    def _headers(response: Response) -> Response:
        # What is no page of ours, such as a file that somebody sent, brings a stricter policy along.
        own = response.headers.get("Content-Security-Policy")
        basic.set_headers(response)
        response.headers["Content-Security-Policy"] = own or _POLICY.format(nonce=g.get("csp_nonce", ""))
        response.headers["Referrer-Policy"] = "same-origin"
        if request.endpoint == "static" and response.status_code == 200:
            response.headers["Cache-Control"] = _KEPT if "v" in request.args else "no-cache"
        elif "max_age" not in g:  # what else may be kept says so itself
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    _name_versions(app)


def _name_versions(app: Flask) -> None:
    """Give the files that pages load addresses that change with their content, so that browsers keep them."""
    version = _versions(Path(app.static_folder or ""))

    @app.url_defaults
    def _version(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and "filename" in values:
            values.setdefault("v", version(str(values["filename"])))


def _versions(folder: Path) -> Callable[[str], str | None]:
    @cache
    def version(name: str) -> str | None:
        try:
            return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
        except OSError:
            return None

    return version
