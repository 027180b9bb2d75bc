"""Webhook bodies as LINE sends them: signed, every event with its own id and reply token."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

CHANNEL_SECRET = "benchmark-channel-secret-0123456"
PATH = "/line/webhook"
PEOPLE = 1_000
_DESTINATION = "U" + "0" * 31 + "1"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [left + right for left in _CROCKFORD for right in _CROCKFORD]

# What people really ask, in both languages, of the policy and of other things.
_TEXTS = tuple(
    row["text"]
    for path in sorted((Path(__file__).parents[1] / "tests" / "questions").glob("*.jsonl"))
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    if row["kind"] in {"policy", "out_of_scope"}
)


@dataclass(frozen=True)
class Webhook:
    """One signed webhook with one text message in it."""

    body: bytes
    signature: str
    reply_token: str

    def request(self, port: int) -> bytes:
        """Return the whole HTTP request."""
        return (
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: LineBotWebhook/2.0\r\n"
            f"Content-Type: application/json; charset=utf-8\r\nContent-Length: {len(self.body)}\r\n"
            f"X-Line-Signature: {self.signature}\r\n\r\n"
        ).encode() + self.body


def webhooks(count: int, per_second: float = 2_000.0) -> Iterator[Webhook]:
    """Make `count` webhooks whose ids and times run on from now at the given pace."""
    people = _people()
    start = time.time() * 1_000
    for number in range(count):
        yield text_webhook(random.choice(people), int(start + number * 1_000 / per_second))


def one_each() -> list[Webhook]:
    """Make one webhook of every person."""
    return [text_webhook(person, int(time.time() * 1_000)) for person in _people()]


def _people() -> list[str]:
    return [f"U{hashlib.sha256(f'person {number}'.encode()).hexdigest()[:32]}" for number in range(PEOPLE)]


def text_webhook(user_id: str, at_ms: int) -> Webhook:
    """Make one webhook with a question of this person."""
    event = _said(user_id, random.choice(_TEXTS), at_ms)
    return _signed([event], str(event["replyToken"]))


def talk_webhook(user_id: str, texts: Sequence[str], at_ms: int) -> Webhook:
    """Make one webhook with everything this person says, one message after the other."""
    events = [_said(user_id, text, at_ms + number) for number, text in enumerate(texts)]
    return _signed(events, str(events[0]["replyToken"]))


def _said(user_id: str, text: str, at_ms: int) -> dict[str, object]:
    return {
        "type": "message",
        "message": {
            "type": "text",
            "id": str(500_000_000_000_000_000 + random.getrandbits(58)),
            "quoteToken": secrets.token_urlsafe(40),
            "text": text,
        },
        "webhookEventId": ulid(at_ms),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": at_ms,
        "source": {"type": "user", "userId": user_id},
        "replyToken": secrets.token_hex(16),
        "mode": "active",
    }


def empty_webhook() -> Webhook:
    """Make the webhook without events that LINE sends to check the address."""
    return _signed([], "")


def ulid(at_ms: int) -> str:
    """Return an identifier that sorts by time, as webhookEventId does."""
    number = at_ms << 80 | random.getrandbits(80)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10)])


def _signed(events: list[dict[str, object]], reply_token: str) -> Webhook:
    body = orjson.dumps({"destination": _DESTINATION, "events": events})
    digest = hmac.digest(CHANNEL_SECRET.encode(), body, hashlib.sha256)
    return Webhook(body, base64.b64encode(digest).decode(), reply_token)
