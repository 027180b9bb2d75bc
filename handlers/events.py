"""What can happen to us, whichever way it came in. The edges convert to these once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Place = Literal["direct", "group"]
Media = Literal["sticker", "image", "video", "audio", "file", "location", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened. `id` is unique for ever; `at` is when it happened (UTC).

    `place` is "direct" for a 1:1 chat, "group" for a group or a room, where others read along.
    """

    id: str
    at: datetime
    place: Place = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceived(Event):
    """A person wrote a text. `mentions_us` tells that a group message was addressed to the bot."""

    text: str
    message_id: str = ""
    quoted_message_id: str | None = None
    mentions_us: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReceived(Event):
    """A person sent something that is not text; `mentions_us` is always false for media."""

    media: Media
    message_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed(Event):
    """A button of ours was pressed. Old buttons live for ever, so neither part can be trusted."""

    command: str
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed(Event):
    """A person added us as a friend, or unblocked us (`again`; LINE calls this not fully accurate)."""

    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfollowed(Event):
    """A person blocked us: nothing we send arrives until they follow again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedGroup(Event):
    """We were added to a group or room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageUnsent(Event):
    """A person took a message back; what it said must be forgotten."""

    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unhandled(Event):
    """Something we know of but do nothing about; `what` is its name at the platform."""

    what: str
