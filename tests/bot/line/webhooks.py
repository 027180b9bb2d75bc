"""Webhooks as LINE writes and signs them."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from collections.abc import Mapping
from itertools import count
from typing import Any

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
OLD_SECRET = "0c5a2fa7d5f14e6f8d0ab6b7f0a3f1d9"
USER = "U206d25c2ea6bd87c17655609a1c37cb8"
OTHER_USER = "U91eeaf62d90b5a5e2dd5a4a1c7fd19ab"
GROUP = "Ca56f94637cc4347f90a25382909b24b9"
ROOM = "Ra8dbf4673c4c812cd491258042226c99"
REPLY_TOKEN = "nHuyWiB7yP5Zw52FIkcQobQuGDXCTA"
AT = 1_796_083_200_000  # milliseconds since 1970

Event = dict[str, Any]

_numbers = count(1)


def event(kind: str, *, user: str = USER, **own: Any) -> Event:
    """Return an event with an id of its own; `own` are the fields of its kind, or replace common ones."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": AT,
        "source": {"type": "user", "userId": user},
        "webhookEventId": f"01JD8Z0Q4V7Y3W2X1T9S{next(_numbers):06d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": REPLY_TOKEN,
        **own,
    }


def text(said: str = "クッキーって止められる？", *, user: str = USER, **own: Any) -> Event:
    """Return the event of a text message."""
    message = {"id": "325708", "type": "text", "text": said, "quoteToken": "q3Plxr4AgKd"}
    return event("message", user=user, **{"message": message, **own})


def without(key: str, whole: Mapping[str, Any]) -> Event:
    """Return an event that lacks one of its fields."""
    return {name: value for name, value in whole.items() if name != key}


def body(*events: object) -> bytes:
    """Return a webhook body with these events, in whatever state they are."""
    return json.dumps({"destination": "U8e742f61d673b39c7fff3cecb7536ef0", "events": events}).encode()


def signature(signed: bytes, secret: str = SECRET) -> str:
    """Return LINE's signature of a body."""
    return b64encode(hmac.digest(secret.encode(), signed, "sha256")).decode()
