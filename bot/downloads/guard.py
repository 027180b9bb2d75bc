"""What every page behind a link tells the browser, and who may send a form."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Request, Response

LONGEST_BODY = 2_048  # bytes; a form holds one code

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def protect(response: Response) -> Response:
    """Add what keeps a page out of caches, frames, search engines and referrers, and scripts out of it."""
    response.headers.update(_HEADERS)
    return response


def from_our_page(request: Request) -> bool:
    """Tell whether a form comes from our own page.

    A page without referrer sends `Origin: null` with its forms, so the browser's own word on the site counts
    first: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    return origin in {None, "null"} or urlsplit(origin)[:2] == urlsplit(request.host_url)[:2]
