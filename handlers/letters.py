"""Mails we owe to people outside, before they are mail: whom, what about and the finished words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.language import Language

Party = Literal["requester", "staff", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail in plain words, paragraphs apart by an empty line.

    `to` is the address as the person wrote it, `number` the ticket it belongs to. After `until` (UTC) it is
    of no use any more and is not sent, as a code that has expired. `urgent` asks whoever reads it to hurry.
    Letters of one `thread` (letters, digits, `.` and `-`) belong together and go out in order, but for those
    with an `until`, which wait for no other.
    `party` is who may answer it by mail, so that the answer finds its ticket; "" where nobody may.
    """

    to: str
    subject: str
    text: str
    language: Language
    number: str
    until: datetime | None = None
    urgent: bool = False
    thread: str = ""
    party: Party = ""


def of_requester(number: str) -> str:
    """Return the thread of what a requester is written about a ticket; staff have another one."""
    return f"ticket.{number}.requester"
