"""Where a one-time link leads to."""

from __future__ import annotations

PREFIX = "/console"
"""The console is served below this path."""


def welcome_link(public_url: str, token: str) -> str:
    """Return the address at which a one-time secret is used."""
    return f"{public_url.rstrip('/')}{PREFIX}/welcome/{token}"
