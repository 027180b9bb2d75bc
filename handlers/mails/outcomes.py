"""What becomes of a mail that came in; each has exactly one outcome in the end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    NOTE = "note"
    """Staff wrote something that stays inside."""
    REPLY_SENT = "reply_sent"
    """Staff wrote something that goes to the requester."""
    HANDOVER = "handover"
    """Staff took the conversation in the chat, or gave it back to the bot."""
    TO_TICKET = "to_ticket"
    """The requester wrote."""
    AUTO_REPLY = "auto_reply"
    """A program answered: nobody needs to read it."""
    BOUNCE = "bounce"
    """A mail of ours did not arrive."""
    DUPLICATE = "duplicate"
    """The same mail once more."""
    UNMATCHED = "unmatched"
    """It belongs to no ticket, or it is not known who wrote it: people look at it."""
    REJECTED = "rejected"
    """Somebody wrote who may not, or whom our mail server does not believe."""
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    OWN = "own"
    """A mail of ours that came back to us by itself."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of a mail, and in one word why, where that is not plain."""

    outcome: Outcome
    why: str = ""
