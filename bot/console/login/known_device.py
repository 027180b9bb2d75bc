"""A browser that somebody signed in with before: strangers who try their account do not lock it out there.

The cookie opens nothing: it decides alone under what wrong tries are counted, see
https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import Response, after_this_request, current_app, has_request_context, request
from itsdangerous import BadSignature, URLSafeSerializer

from bot.store.accounts import failures
from bot.store.sealing import Seal

COOKIE = "madoguchi_device"
LASTS = timedelta(days=180)


def subject(address: str, seal: Seal, now: int) -> str:
    """Return what a wrong try for a mail address is counted under: this browser, where it was theirs."""
    owner = failures.of_address(address, seal)
    device = _device(owner, now) if has_request_context() else None
    return failures.of_device(device, seal) if device else owner


def remember(address: str, seal: Seal, now: int, *, secure: bool) -> None:
    """Let the browser of the request at hand be known as one of this mail address from now on."""
    until = now + int(LASTS.total_seconds()) * 1_000
    told = _signer().dumps([failures.of_address(address, seal), secrets.token_urlsafe(16), until])

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            told,
            max_age=LASTS,
            path=request.script_root or "/",
            secure=secure,
            httponly=True,
            samesite="Strict",
        )
        return response


def _device(owner: str, now: int) -> str | None:
    try:
        known, device, until = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError):
        return None
    return device if known == owner and now < until else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=COOKIE)
