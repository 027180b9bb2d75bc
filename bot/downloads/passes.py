"""A pass: the browser that gave the right code may fetch the copy of this one link for a while."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from flask import Request, Response
from itsdangerous import BadData, URLSafeSerializer

from bot.store.downloads import Link
from handlers.downloading.page import OPEN_FOR

_COOKIE = "madoguchi_copy"
_LIFE_MS = int(OPEN_FOR.total_seconds() * 1_000)


class Passes:
    """Writes passes into a signed cookie that goes to the pages of one link only, and reads them."""

    def __init__(self, secret_key: str, public_url: str) -> None:
        self._signed = URLSafeSerializer(
            secret_key, salt="madoguchi/copy", signer_kwargs={"digest_method": hashlib.sha256}
        )
        address = urlsplit(public_url)
        self._secure, self._above = address.scheme == "https", address.path.rstrip("/")

    def give(self, response: Response, token: str, link: Link, now: int) -> None:
        """Let the browser that gets this response through for fifteen minutes."""
        response.set_cookie(
            _COOKIE,
            self._signed.dumps({"link": link.id, "until": now + _LIFE_MS}),
            max_age=_LIFE_MS // 1_000,
            path=f"{self._above}/d/{token}",
            secure=self._secure,
            httponly=True,
            samesite="Strict",
        )

    def holds(self, request: Request, link: Link, now: int) -> bool:
        """Tell whether a request carries a pass for this link."""
        try:
            kept = self._signed.loads(request.cookies.get(_COOKIE, ""))
            return hmac.compare_digest(str(kept["link"]), link.id) and now < int(kept["until"])
        except (BadData, TypeError, KeyError, ValueError):
            return False
