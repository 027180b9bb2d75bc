"""What happened to a ticket: an append-only log without any personal text.

Texts are kept beside the log (see `texts`), so that erasing one does not break the chain over the log. All
times are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from handlers.tickets.actors import Actor, Standing
from handlers.tickets.assurance import Level, Method
from handlers.tickets.items import Proposal
from handlers.tickets.kinds import Kind, Regime
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText
from knowledge.language import Language

ClockName = Literal["legal", "work"]
"""The periods that staff are warned of, as `clocks` has them."""


class Channel(StrEnum):
    LINE = "line"
    MAIL = "mail"
    POST = "post"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent:
    """Something that happened to a ticket, when, and who did it."""

    at: datetime
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(TicketEvent):
    """The first event of every log; the ticket is a draft. `by` is the requester, or staff for one.

    `requester` is the pseudonym that may act as the requester. `arrived_at` is when the request reached us,
    where that was before it was written down (a mail over the week-end). `follows` is the number of an
    earlier ticket.
    """

    number: str
    kind: Kind
    language: Language
    requester: str
    channel: Channel = Channel.LINE
    regime: Regime = Regime.JP_APPI
    standing: Standing = Standing.SELF
    sensitive: bool = False
    arrived_at: datetime | None = None
    follows: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAsked(TicketEvent):
    """A right is exercised, or asked for in other words than before."""

    right: Right
    scope: KeptText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(TicketEvent):
    """The ticket went to another status. `into` is the number of the other ticket of a merger.

    `owner` and `until` tell who in the company answers, and by when. `alone` marks a decision that its own
    proposer approved, which only a team of one may.
    """

    move: Move
    to: Status
    text: KeptText | None = None
    into: str | None = None
    owner: str | None = None
    until: datetime | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDenied(TicketEvent):
    """A move was tried and refused; `reason` is an `Obstacle`."""

    move: Move
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemProposed(TicketEvent):
    """An outcome is proposed for one right; it becomes final when it is approved or decided."""

    right: Right
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemExecuted(TicketEvent):
    """What was decided for one right has been done."""

    right: Right


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNamed(TicketEvent):
    """The requester said where else we reach them; nobody has proven yet that the address is theirs."""

    channel: Channel
    address: KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFailed(TicketEvent):
    """What we send to the address named last comes back, so it is not used any more."""

    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalNamed(TicketEvent):
    """A representative said whom they act for."""

    name: KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWanted(TicketEvent):
    """The requester wants a person to get in touch about this ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageIn(TicketEvent):
    """The requester wrote."""

    channel: Channel
    text: KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageOut(TicketEvent):
    """We wrote to the requester; which way, `NoticeSent` tells. The `channel` of old logs is often wrong."""

    text: KeptText
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTried(TicketEvent):
    """A message was sent. `proven` tells that it arrived; otherwise it failed, bounced or says nothing."""

    channel: Channel
    text_id: str
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent(TicketEvent):
    """We reminded the requester that we wait for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded(TicketEvent):
    """Staff noted something; the requester never sees it."""

    text: KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(TicketEvent):
    """The ticket has a new caseworker; None takes it back into the common box."""

    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSent(TicketEvent):
    """A one-time code was sent to the address named last; one sent before is dead."""

    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWrong(TicketEvent):
    """Another code was entered than the one that was sent, or after its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept(TicketEvent):
    """A file came and is kept. `digest` is SHA-256 of its bytes in hex, `size` counts them."""

    channel: Channel
    file: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRefused(TicketEvent):
    """A file came and is not kept; `why` is a word such as `too_large`."""

    channel: Channel
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGiven(TicketEvent):
    """The requester got a link to `content`, which works until then and asks for a code."""

    content: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded(TicketEvent):
    """`content` was opened by its link with a right code."""

    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(TicketEvent):
    """The ticket was written into a file; with `notes`, also what only staff may read.

    `file` is the id of a kept file, where it was that alone.
    """

    notes: bool = False
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTakenBack(TicketEvent):
    """The requester took a message back: these texts and files, which came from it, are erased."""

    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFailed(TicketEvent):
    """A way to identify the requester failed: a code's three tries are used up, a document did not match.

    `files` as in `IdentityRaised`.
    """

    method: Method
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRaised(TicketEvent):
    """We are surer who asks. `note` says what was checked and on what doubt, where staff did it.

    `files` are ids of kept files of the requester that show the document; see `evidence`.
    """

    method: Method
    level: Level
    note: KeptText | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockExtended(TicketEvent):
    """The legal period ends later; the requester was told why in `reason`."""

    until: datetime
    reason: KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWarned(TicketEvent):
    """Staff were warned that so much of a period is used up; at 100 it is over, and warned of every day."""

    clock: ClockName
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed(TicketEvent):
    """Another ticket was merged into this one; the earlier receipt counts for both."""

    number: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSet(TicketEvent):
    """The content must be kept for a legal reason (`on`), or no longer."""

    on: bool
