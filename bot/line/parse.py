"""Read a stored LINE event. Total: whatever is missing, unknown or of the wrong type becomes `Unhandled`.

LINE adds event types, fields and values without notice, so nothing here relies on more than it uses.
https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast, get_args

from bot.channels import Received
from bot.line.limits import clean
from bot.line.mentions import mentions_us, without_our_mentions
from bot.line.postback import decode
from handlers.events import (
    ButtonPressed,
    Event,
    Followed,
    JoinedGroup,
    Media,
    MediaReceived,
    MessageReceived,
    MessageUnsent,
    Place,
    Unfollowed,
    Unhandled,
)

# LINE says one minute from the receipt of the webhook; a call takes time, and clocks differ.
TOKEN_LIFE_MS = 50_000
# The token of a redelivered event dies twenty minutes after the event at the latest.
REDELIVERED_TOKEN_LIFE_MS = 19 * 60_000
_LONGEST_TEXT = 10_000  # twice what LINE lets a person send, in characters
_LONGEST_NAME = 255  # characters, as in most file systems
_VERIFY_USER = "Udeadbeefdeadbeefdeadbeefdeadbeef"

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all events share."""

    id: str
    at: datetime
    place: Place


def read_event(payload: bytes, event_id: str, received_at: int) -> Received:
    """Return the event and where it may be answered. `received_at` is in milliseconds since 1970, UTC."""
    try:
        raw = json.loads(payload)
    except (ValueError, RecursionError):
        raw = {}
    event = raw if isinstance(raw, dict) else {}
    frame = _Frame(event_id, _time(event.get("timestamp"), received_at), _place(event))
    silent = _silent(event)
    if silent:
        return Received(Unhandled(id=frame.id, at=frame.at, place=frame.place, what=silent))
    reply_token = _string(event, "replyToken") or None
    return Received(
        event=_READERS.get(_string(event, "type"), _unhandled)(event, frame),
        to=_address(event),
        reply_token=reply_token,
        token_until=_token_until(event, received_at) if reply_token else None,
    )


def _silent(event: Json) -> str | None:
    """Say why nothing may be sent: another bot is in charge, or LINE only tests the address."""
    if event.get("mode") == "standby":
        return "standby"
    token = _string(event, "replyToken")
    if _string(_object(event, "source"), "userId") == _VERIFY_USER or (
        token and set(token) in ({"0"}, {"f"})
    ):
        return "verify"
    return None


def _place(event: Json) -> Place:
    # Where others may read along, nothing personal is said; that goes for kinds of chat yet to come, too.
    source = _object(event, "source")
    alone = source.get("type") == "user" and not (source.get("groupId") or source.get("roomId"))
    return "direct" if alone else "group"


def _address(event: Json) -> str | None:
    source = _object(event, "source")
    return next((found for key in ("groupId", "roomId", "userId") if (found := _string(source, key))), None)


def _time(timestamp: object, received_at: int) -> datetime:
    happened = _moment(timestamp)
    return datetime.fromtimestamp((received_at if happened is None else happened) / 1_000, UTC)


def _moment(timestamp: object) -> int | None:
    """Return milliseconds since 1970 up to the year 2109; None for anything else."""
    return timestamp if type(timestamp) is int and 0 < timestamp < 1 << 42 else None


def _token_until(event: Json, received_at: int) -> int:
    until = received_at + TOKEN_LIFE_MS
    happened = _moment(event.get("timestamp"))
    if _object(event, "deliveryContext").get("isRedelivery") and happened is not None:
        return min(until, happened + REDELIVERED_TOKEN_LIFE_MS)
    return until


def _message(event: Json, frame: _Frame) -> Event:
    message = _object(event, "message")
    kind, message_id = _string(message, "type"), _string(message, "id")
    if kind == "text" and isinstance(message.get("text"), str):
        return MessageReceived(
            id=frame.id,
            at=frame.at,
            place=frame.place,
            text=clean(without_our_mentions(message["text"], message)[:_LONGEST_TEXT]).strip(),
            message_id=message_id,
            quoted_message_id=_string(message, "quotedMessageId") or None,
            mentions_us=mentions_us(message),
        )
    if not kind:
        return _unhandled(event, frame)
    return MediaReceived(
        id=frame.id,
        at=frame.at,
        place=frame.place,
        media=cast("Media", kind if kind in get_args(Media) else "other"),
        message_id=message_id,
        name=_file_name(message),
        size=_size(message),
    )


def _file_name(message: Json) -> str:
    name = message.get("fileName")
    return clean(name[:_LONGEST_NAME]) if isinstance(name, str) else ""


def _size(message: Json) -> int | None:
    """Return the bytes LINE counted, which it tells of files only."""
    size = message.get("fileSize")
    return size if type(size) is int and 0 <= size < 1 << 42 else None


def _postback(event: Json, frame: _Frame) -> Event:
    command, argument = decode(_string(_object(event, "postback"), "data")) or ("", "")
    return ButtonPressed(id=frame.id, at=frame.at, place=frame.place, command=command, argument=argument)


def _follow(event: Json, frame: _Frame) -> Event:
    again = _object(event, "follow").get("isUnblocked") is True
    return Followed(id=frame.id, at=frame.at, place=frame.place, again=again)


def _unfollow(_: Json, frame: _Frame) -> Event:
    return Unfollowed(id=frame.id, at=frame.at, place=frame.place)


def _join(_: Json, frame: _Frame) -> Event:
    return JoinedGroup(id=frame.id, at=frame.at, place="group")


def _unsend(event: Json, frame: _Frame) -> Event:
    message_id = _string(_object(event, "unsend"), "messageId")
    return MessageUnsent(id=frame.id, at=frame.at, place=frame.place, message_id=message_id)


def _unhandled(event: Json, frame: _Frame) -> Event:
    what = _string(event, "type")[:40] or "unknown"
    return Unhandled(id=frame.id, at=frame.at, place=frame.place, what=what)


_READERS: Mapping[str, Callable[[Json, _Frame], Event]] = {
    "message": _message,
    "postback": _postback,
    "follow": _follow,
    "unfollow": _unfollow,
    "join": _join,
    "unsend": _unsend,
}


def _object(parent: Json, key: str) -> Json:
    found = parent.get(key)
    return found if isinstance(found, dict) else {}


def _string(parent: Json, key: str) -> str:
    """Return an id, a name or a token; "" for what is none, or what no encoder or database would take."""
    found = parent.get(key)
    return found if isinstance(found, str) and clean(found) == found else ""
