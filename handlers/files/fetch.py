"""A file that a person sent to a ticket and that we still have to get from the platform."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """Get what is in a message and keep it with the ticket of this number, under this id.

    `name` is what the sender called it, "" where the platform does not say; personal, so it is kept sealed.
    """

    number: str
    message_id: str
    file_id: str
    name: str = ""
