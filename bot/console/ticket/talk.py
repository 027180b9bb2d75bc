"""The conversation of a ticket: what both sides wrote, what staff noted inside, and what happened between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Literal

from bot.console.language import language, words
from bot.console.ticket.delivery import Delivery, delivery, of_message
from bot.console.ticket.opened import OpenTicket
from bot.store.case_files import CaseText, SaidNotice
from bot.store.files import StoredFile
from handlers.tickets import telling
from handlers.tickets.actors import OUTSIDE, STAFF
from handlers.tickets.alias import alias
from handlers.tickets.desk_log import FileOpened
from handlers.tickets.log import (
    ClockExtended,
    DeadlineWarned,
    DeliveryTried,
    Exported,
    FileKept,
    IdentityRaised,
    MessageIn,
    MessageOut,
    Moved,
    MoveDenied,
    NoteAdded,
    TicketEvent,
)
from handlers.tickets.notice_log import NoticeFailed, NoticeSent, NoticeWaits
from handlers.tickets.rounds import objects
from handlers.tickets.statuses import Move
from handlers.tickets.survey_log import SurveyCommented
from handlers.tickets.texts import KeptText

Side = Literal["them", "bot", "us", "inside", "event"]
_BESIDE = (
    DeadlineWarned,
    DeliveryTried,
    Exported,
    FileOpened,
    MoveDenied,
    NoticeFailed,
    NoticeSent,
    NoticeWaits,
)
"""What stands in the history alone: how messages travel is said below each of them."""
_FOLDED_FROM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing of the conversation. `text` is None where nothing was written, `what` says what it is.

    `text_id` is what the text is kept under; `lines` are what an `event` folds. `objection` tells that the
    requester asks by it that somebody looks at it again.
    """

    side: Side
    at: datetime
    who: str = ""
    what: str = ""
    text: CaseText | None = None
    text_id: str = ""
    file: StoredFile | None = None
    delivery: Delivery | None = None
    mine: bool = False
    objection: bool = False
    lines: tuple[Said, ...] = ()


def talk(ticket: OpenTicket) -> list[Said]:
    """Return everything in order; what happened in a row is folded into one."""
    return list(_folded(list(_all(ticket))))


def _all(ticket: OpenTicket) -> Iterator[Said]:
    file = ticket.file
    carried = {
        place: found
        for place, event in enumerate(file.log)
        if isinstance(event, MessageOut) and (found := of_message(place, file.log, file.notices))
    }
    by_itself = [one for one in file.notices if one not in carried.values()]
    sent = frozenset(event.text.id for event in file.log if isinstance(event, MessageOut))
    for place, event in enumerate(file.log):
        if said := _said(event, ticket, carried.get(place), sent):
            yield said
        yield from (_automatic(one, event.at) for one in by_itself if one.version == place + 1)


def _said(
    event: TicketEvent, ticket: OpenTicket, notice: SaidNotice | None, sent: frozenset[str]
) -> Said | None:
    """Return what an event is in the conversation; `sent` are the texts that went to the requester.

    Those are shown where they were sent, and not once more where they were the reason for something.
    """
    if isinstance(event, _BESIDE):
        return None
    side: Side = "them" if event.by.role in OUTSIDE else "inside"
    match event:
        case MessageOut():
            ours: Side = "us" if event.by.role in STAFF else "bot"
            return _worded(ours, event, ticket, event.text, delivery=delivery(notice) if notice else None)
        case FileKept(file=file_id):
            kept = next((one for one in ticket.file.files if one.id == file_id), None)
            return replace(_worded(side, event, ticket, None), file=kept)
    text = _text_of(event)
    if objects(event):
        return replace(_worded(side, event, ticket, text), objection=True)
    if text is None or text.id in sent:
        return Said(side="event", at=event.at, who=who(event, ticket), what=happened(event, ticket))
    return _worded(side, event, ticket, text)


def _text_of(event: TicketEvent) -> KeptText | None:
    """Return what somebody wrote; names and addresses stand beside the conversation."""
    match event:
        case MessageIn() | NoteAdded() | SurveyCommented() | Moved():
            return event.text
        case IdentityRaised(note=note):
            return note
        case ClockExtended(reason=reason):
            return reason
    return None


def _worded(
    side: Side,
    event: TicketEvent,
    ticket: OpenTicket,
    text: KeptText | None,
    delivery: Delivery | None = None,
) -> Said:
    return Said(
        side=side,
        at=event.at,
        who=who(event, ticket),
        what=_what(event, ticket),
        text=ticket.words(text),
        text_id=text.id if text else "",
        delivery=delivery,
        mine=event.by.id == ticket.member.id,
    )


def _what(event: TicketEvent, ticket: OpenTicket) -> str:
    match event:
        case MessageIn() | MessageOut() | NoteAdded():
            return ""
        case Moved(move=Move.SUBMIT):
            return words("ticket.talk.request")
    return happened(event, ticket)


def _automatic(notice: SaidNotice, at: datetime) -> Said:
    text = CaseText(notice.words.text.text) if notice.words else None
    return Said(
        side="bot",
        at=at,
        who=words("ticket.talk.bot"),
        what=words("ticket.talk.automatic") if text else words("ticket.talk.not_kept"),
        text=text,
        delivery=delivery(notice),
    )


def who(event: TicketEvent, ticket: OpenTicket) -> str:
    """Return who did something: colleagues by name, the requester by their alias."""
    if event.by.role in STAFF:
        return ticket.name(event.by.id)
    if event.by.role in OUTSIDE:
        return words("ticket.talk.requester", alias=alias(ticket.file.ticket.requester))
    return words("ticket.talk.bot")


def happened(event: TicketEvent, ticket: OpenTicket) -> str:
    """Return what happened in one sentence, with colleagues by their names."""
    sentence = telling.told(event, language())
    to = getattr(event, "to", None)
    return sentence.replace(to, ticket.name(to)) if isinstance(to, str) and to in ticket.names else sentence


def _folded(said: Sequence[Said]) -> Iterator[Said]:
    for happened_only, together in groupby(said, key=lambda one: one.side == "event"):
        lines = list(together)
        if not happened_only or len(lines) < _FOLDED_FROM:
            yield from lines
        else:
            count = words("ticket.talk.folded", count=len(lines))
            yield Said(side="event", at=lines[-1].at, what=count, lines=tuple(lines))
