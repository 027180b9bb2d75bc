"""What staff can do with a ticket, as values: made by the console, kept as an event, decided by `acting`.

Texts are as they were written; dates are aware. Fields that a form leaves out are None or empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.tickets.assurance import Method
from handlers.tickets.items import Outcome
from handlers.tickets.rights import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAct:
    """Something that staff do with one ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(StaffAct):
    """Write down something that stays inside."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(StaffAct):
    """Give the ticket to a caseworker (their staff id), or to nobody."""

    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(StaffAct):
    """Put a tag on the ticket, or take it off."""

    name: str
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(StaffAct):
    """Note that another ticket (its number) has to do with this one."""

    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(StaffAct):
    """Keep the content for a legal reason, or no longer."""

    on: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUp(StaffAct):
    """Begin to work on what was received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(StaffAct):
    """Write to the requester; `answers` tells that this is the answer to their question."""

    text: str
    answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRequester(StaffAct):
    """Ask the requester for something, and wait for it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskInside(StaffAct):
    """Ask somebody in the company, until a day."""

    text: str
    owner: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HearInside(StaffAct):
    """Note what the company said, and go on."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify(StaffAct):
    """Note that a way to identify the requester succeeded: what was compared with what, and on what doubt.

    `files` are ids of kept files of the requester that show a document; they are erased on decision.
    """

    method: Method
    text: str
    doubt: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FailIdentity(StaffAct):
    """Note that a way to identify the requester failed; `files` as in `Identify`."""

    method: Method
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndUnidentified(StaffAct):
    """End a ticket whose requester could not be identified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose(StaffAct):
    """Propose an outcome for one right; `codes` are those of `refusals`."""

    right: Right
    outcome: Outcome
    codes: tuple[str, ...] = ()
    facts: str = ""
    done: str = ""
    third_party_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(StaffAct):
    """Hand the proposals to a second person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(StaffAct):
    """Approve what somebody else proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack(StaffAct):
    """Give proposals back, and say what must change."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(StaffAct):
    """Decide what needs no second person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Execute(StaffAct):
    """Note that what was decided for one right has been done."""

    right: Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(StaffAct):
    """Send the requester the answer to their request: words of ours, then what was decided for each right.

    `files` are ids of files kept with the ticket that are handed out by a protected link.
    """

    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver(StaffAct):
    """Note that the answer has arrived, or was tried twice, so that the ticket is answered.

    `posted` tells of a letter that staff sent by post as well (when, and its number with the post office).
    """

    posted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(StaffAct):
    """Make the legal period longer, and tell the requester why."""

    until: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect(StaffAct):
    """Tell the requester who is responsible instead, and end the ticket."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(StaffAct):
    """Let this ticket end in another one (its number)."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSpam(StaffAct):
    """End what is no request at all."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmarkSpam(StaffAct):
    """Take back that it was no request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(StaffAct):
    """Take the request back on the requester's written wish."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(StaffAct):
    """Work on an answered ticket again."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeConversation(StaffAct):
    """Talk to the requester in the chat instead of the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack(StaffAct):
    """Give the conversation back to the bot, with last words or without."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFile(StaffAct):
    """Add a file that staff uploaded, which is stored under this id already."""

    file: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile(StaffAct):
    """Note that somebody opened a file of the requester."""

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget(StaffAct):
    """Erase what this desk holds of the requester and need not keep; `certificate` names that it was done.

    `asked_by` is who of the staff asked for it, and may not be who does this.
    """

    certificate: str
    asked_by: str
