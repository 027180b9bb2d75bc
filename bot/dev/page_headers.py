"""What every answer of the demo's pages says to the browser."""

from __future__ import annotations

from flask import Response, request

# Trusted Types leave the browser no way to read text as HTML, whatever the page's own code does.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


SANDBOXED = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
"""Of a mail in a frame of ours: it has styles of its own, and nothing else that a page may do."""


def protect(response: Response) -> Response:
    """Forbid inline code, framing and guessing; what people wrote is not kept by the browser."""
    response.headers.update(_HEADERS)
    if request.endpoint != "chat_page.static":
        response.headers["Cache-Control"] = "no-store"
    return response
