"""Bringing webhooks to an application in this very process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from werkzeug.test import Client

from bot.dev.posting import Poster


def poster_to(app: Callable[..., Any]) -> Poster:
    """Return what posts to this application, whatever host an address names."""
    client = Client(app)

    def post(url: str, body: bytes, headers: Mapping[str, str], _: float) -> int:
        return client.post(urlsplit(url).path, data=body, headers=dict(headers)).status_code

    return post
