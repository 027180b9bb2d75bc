"""Channel access tokens: the long-lived one, stateless ones (15 minutes) and v2.1 (up to 30 days).

Sources: https://developers.line.biz/en/reference/messaging-api/#issue-stateless-channel-access-token and
#issue-channel-access-token-v2-1. The signature of a JWT assertion is not checked, its claims are: the
double has no public key of the channel.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

STATELESS_SECONDS = 899
_V21_MAX_SECONDS = 30 * 24 * 3600
_V21_MAX_TOKENS = 30
_ASSERTION_MAX_SECONDS = 30 * 60
_AUDIENCE = "https://api.line.me/"


class BadAssertion(Exception):
    """A JWT assertion LINE would not accept; the message says why."""


@dataclass(frozen=True, slots=True)
class Token:
    """An issued token. `until` is in seconds since 1970; `key_id` only for v2.1."""

    value: str
    kind: Literal["stateless", "v2.1"]
    until: float
    seconds: int
    key_id: str | None = None


class AccessTokens:
    """The tokens of one channel (id and secret)."""

    def __init__(self, long_lived: str, channel: tuple[str, str], clock: Callable[[], float]) -> None:
        self.long_lived = long_lived
        self.channel_id, self._secret = channel
        self._clock = clock
        self._issued: dict[str, Token] = {}

    def opens(self, value: str) -> bool:
        """Tell whether the API may be called with a token."""
        return value == self.long_lived or self.issued(value) is not None

    def issued(self, value: str) -> Token | None:
        """Return an issued token that still lives."""
        token = self._issued.get(value)
        return token if token is not None and token.until > self._clock() else None

    def right_secret(self, channel_id: str, secret: str) -> bool:
        """Tell whether id and secret are the channel's."""
        return (channel_id, secret) == (self.channel_id, self._secret)

    def issue_stateless(self) -> Token:
        """Issue a token for 15 minutes that cannot be revoked."""
        return self._issue("stateless", STATELESS_SECONDS, None)

    def issue_v21(self, claims: dict[str, Any]) -> Token | None:
        """Issue a token for as long as the assertion asks; None when there are 30 already."""
        seconds = claims.get("token_exp")
        if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds <= _V21_MAX_SECONDS:
            raise BadAssertion("invalid token_exp")
        if len(self.key_ids()) >= _V21_MAX_TOKENS:
            return None
        return self._issue("v2.1", seconds, secrets.token_urlsafe(16))

    def seconds_left(self, token: Token) -> int:
        """Return how long a token still lives."""
        return int(token.until - self._clock())

    def revoke(self, value: str) -> None:
        """Revoke a v2.1 token; any other value is ignored, as LINE does."""
        token = self._issued.get(value)
        if token is not None and token.kind == "v2.1":
            del self._issued[value]

    def key_ids(self) -> list[str]:
        """Return the key ids of the v2.1 tokens that live."""
        now = self._clock()
        return [token.key_id for token in self._issued.values() if token.key_id and token.until > now]

    def claims(self, assertion: str) -> dict[str, Any]:
        """Return the claims of a JWT assertion. Raises BadAssertion when they do not fit the channel."""
        claims = _payload(assertion)
        if claims.get("iss") != self.channel_id or claims.get("sub") != self.channel_id:
            raise BadAssertion("invalid iss or sub")
        if claims.get("aud") != _AUDIENCE:
            raise BadAssertion("invalid aud")
        left = claims.get("exp", 0) - self._clock() if isinstance(claims.get("exp"), int | float) else 0
        if not 0 < left <= _ASSERTION_MAX_SECONDS:
            raise BadAssertion("invalid exp")
        return claims

    def _issue(self, kind: Literal["stateless", "v2.1"], seconds: int, key_id: str | None) -> Token:
        token = Token(secrets.token_urlsafe(48), kind, self._clock() + seconds, seconds, key_id)
        self._issued[token.value] = token
        return token


def _payload(assertion: str) -> dict[str, Any]:
    parts = assertion.split(".")
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (IndexError, ValueError, binascii.Error) as error:
        raise BadAssertion("malformed JWT") from error
    if len(parts) != 3 or not parts[2] or not isinstance(claims, dict):
        raise BadAssertion("malformed JWT")
    return claims
