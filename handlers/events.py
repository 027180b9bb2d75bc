"""What can happen to us, whichever way it came in. The edges convert to these once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from handlers.casework.acts import StaffAct
from handlers.tickets.actors import Actor, Role

Place = Literal["direct", "group"]
Media = Literal["sticker", "image", "video", "audio", "file", "location", "other"]
NotFetched = Literal["too_large", "wrong_type", "unsafe", "gone", "unavailable"]
"""`unsafe`: the scanner found something. `gone`: taken back, or the platform holds it no longer.
`unavailable`: it could not be had or looked at within a day.
"""


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
    """A person sent something that is not text; `mentions_us` is always false for media.

    Of a file the platform tells its `name` and `size` (bytes); of other media neither.
    """

    media: Media
    message_id: str = ""
    name: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed(Event):
    """A button of ours was pressed. Old buttons live for ever, so neither part can be trusted."""

    command: str
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWanted(Event):
    """Who has a link of ours wants the code that opens it, which goes by mail.

    `number` is the ticket's that the link leads to; `subject` is what the code is kept under.
    """

    number: str
    subject: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FileArrived(Event):
    """A file for the ticket of this number was fetched, found good and stored under the id `file`.

    `size` counts its bytes, `digest` is their SHA-256 in hex.
    """

    number: str
    file: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTurnedDown(Event):
    """A file for the ticket of this number could not be fetched, or is none that we keep."""

    number: str
    why: NotFetched


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedFile:
    """A file that came with a mail, found good and stored under `id`; the others as in `FileArrived`."""

    id: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReceived(Event):
    """A party of the ticket of this number answered a mail of ours; it is sure who they are.

    `staff` is the pseudonym of who wrote and `as_role` their role, "" for the requester; `address` is where
    they are answered. `refused` says of each file that is not kept why.
    """

    number: str
    text: str
    address: str
    staff: str = ""
    as_role: Role = Role.CASEWORKER
    files: tuple[MailedFile, ...] = ()
    refused: tuple[NotFetched, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReturned(Event):
    """A mail of ours about the ticket of this number came back for good; `address` is "" if unknown.

    `mail` is what that mail is known by, "" where the report does not name it.
    """

    number: str
    address: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffActed(Event):
    """Staff did something with the ticket of this number, which they saw at this `version`."""

    number: str
    by: Actor
    act: StaffAct
    version: int
