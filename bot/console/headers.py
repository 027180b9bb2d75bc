"""What every page of the console tells the browser."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g
from secure import Secure

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
        basic.set_headers(response)
        response.headers["Content-Security-Policy"] = _POLICY.format(nonce=g.get("csp_nonce", ""))
        response.headers["Referrer-Policy"] = "same-origin"
        if "max_age" not in g:  # what may be kept says so itself
            response.headers.setdefault("Cache-Control", "no-store")
        return response
