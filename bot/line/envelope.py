"""Take the events out of a webhook body, whatever is in it; a broken event costs only itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

SOURCE = "line"  # under this name events of LINE are stored
PERSON = "user"  # what LINE calls a person among those who may have sent something

_EVENT_ID = re.compile(r"[0-9A-Za-z_.:-]{1,80}")
_MOST_DIGITS = 100
_SENDERS = (("group", "groupId"), ("room", "roomId"), (PERSON, "userId"))


class NotAWebhook(Exception):
    """The body is not what LINE sends: no JSON object with a list of events."""


@dataclass(frozen=True, slots=True)
class Enveloped:
    """One event as it came, its id for ever, and who it belongs to.

    `kind` is "user", "group", "room" or "event" when nobody is named; `sender` is the id of that kind.
    """

    event_id: str
    kind: str
    sender: str
    payload: bytes


def open_envelope(body: bytes) -> list[Enveloped]:
    """Return the events of a webhook body, in their order. Raises NotAWebhook.

    An empty list is LINE's check that the address works. Left out is what is no JSON object, or is nested
    hundreds of levels deep. An event without a usable webhookEventId gets one made of its content, so that
    it is stored once.
    """
    webhook = _parsed(body)
    events = webhook.get("events") if isinstance(webhook, dict) else None
    if not isinstance(events, list):
        raise NotAWebhook("no list of events")
    return list(_enveloped(events))


def _parsed(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    # orjson refuses a whole body for one lone surrogate; the neighbours of such an event must not be lost.
    try:
        return json.loads(body.decode("utf-8", "replace"), parse_int=_number)
    except (ValueError, RecursionError) as error:
        raise NotAWebhook(type(error).__name__) from None


def _number(digits: str) -> int | float:
    # Python refuses to read thousands of digits, which would cost the neighbours too.
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def _enveloped(events: list[Any]) -> Iterator[Enveloped]:
    for event in events:
        payload = _serialised(event) if isinstance(event, dict) else None
        if payload is not None:
            event_id = _event_id(event.get("webhookEventId"), payload)
            kind, sender = _sender(event.get("source"), event_id)
            yield Enveloped(event_id, kind, sender, payload)


def _serialised(event: dict[str, Any]) -> bytes | None:
    try:
        return orjson.dumps(event)
    except TypeError:  # a lone surrogate, an enormous number or deep nesting
        pass
    try:
        return json.dumps(event).encode("ascii")
    except (ValueError, RecursionError):
        return None


def _event_id(given: object, payload: bytes) -> str:
    if isinstance(given, str) and _EVENT_ID.fullmatch(given):
        return given
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def _sender(source: object, event_id: str) -> tuple[str, str]:
    if isinstance(source, dict):
        for kind, key in _SENDERS:
            sender = source.get(key)
            if isinstance(sender, str) and sender and _can_be_encoded(sender):
                return kind, sender
    return "event", event_id


def _can_be_encoded(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
