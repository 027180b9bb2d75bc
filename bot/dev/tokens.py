"""What works once: reply tokens and retry keys. Times are seconds of the double's clock.

Sources: https://developers.line.biz/en/reference/messaging-api/#send-reply-message and
https://developers.line.biz/en/docs/messaging-api/retrying-api-request/.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.dev.limits import LIMITS

_REPLY_SECONDS: float = LIMITS["webhook"]["reply_token_seconds"]
_REDELIVERED_MAX_AGE: float = LIMITS["webhook"]["redelivered_reply_token_max_age_seconds"]
_RETRY_SECONDS: float = LIMITS["webhook"]["retry_key_hours"] * 3600


@dataclass(slots=True)
class _Reply:
    chat_id: str
    event_at: float
    until: float
    used: bool = False


class ReplyTokens:
    """Tokens that webhooks carried: each answers one event, once, for a minute after its (re)delivery."""

    def __init__(self) -> None:
        self._replies: dict[str, _Reply] = {}

    def delivered(self, token: str, chat_id: str, event_at: float, now: float) -> None:
        """Start the token's minute; a redelivery starts it again, until 20 minutes after the event."""
        reply = self._replies.setdefault(token, _Reply(chat_id, event_at, now))
        reply.until = min(now + _REPLY_SECONDS, reply.event_at + _REDELIVERED_MAX_AGE)

    def chat(self, token: str, now: float) -> str | None:
        """Return the chat a token still answers to, or None when it is unknown, used or too old."""
        reply = self._replies.get(token)
        if reply is None or reply.used or now > reply.until:
            return None
        return reply.chat_id

    def use(self, token: str) -> None:
        """Spend a token."""
        self._replies[token].used = True


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request with a retry key that was accepted: when, its request id, and what the answer was."""

    at: float
    request_id: str
    answer: dict[str, Any]


class RetryKeys:
    """Retry keys of accepted requests; each blocks a repetition for 24 hours."""

    def __init__(self) -> None:
        self._accepted: dict[str, Accepted] = {}

    def accepted(self, key: str, now: float) -> Accepted | None:
        """Return the request that was accepted under a key, or None."""
        before = self._accepted.get(key)
        return before if before is not None and now - before.at < _RETRY_SECONDS else None

    def accept(self, key: str, accepted: Accepted) -> None:
        """Remember that a request was accepted under a key."""
        self._accepted[key] = accepted
