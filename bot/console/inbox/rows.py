"""A ticket as a line of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from bot.console.inbox.clock_bars import Bar, bars
from bot.console.language import language, local, words
from bot.store.inbox_lists import Listed
from handlers.tickets.alias import alias
from handlers.tickets.kinds import Kind
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.telling import words as told


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What stands in a line; all words are in the language of the page, `look` is a badge's.

    `again` tells that it was answered and is open again: the requester objected, or staff took it up anew.
    """

    number: str
    version: int
    href: str
    requester: str
    kind: str
    incident: bool
    rights: str
    status: str
    look: str
    late: bool
    unread: bool
    again: bool
    written: str
    bars: tuple[Bar, ...]
    ended: str
    assignee: str
    chat: str
    word: str
    word_at: str
    tags: tuple[str, ...]
    excerpt: str = ""


_LOOKS: Mapping[str, str] = {
    Status.RECEIVED: "info",
    Status.IN_REVIEW: "info",
    Status.DECISION_PENDING: "warn",
    Status.EXECUTING: "warn",
    Status.ANSWERED: "good",
    Status.CLOSED: "good",
}


def lines(
    listed: Sequence[Listed], names: Mapping[str, str], now: int, excerpts: Mapping[str, str] | None = None
) -> list[Line]:
    """Return the lines of a page; `names` are those of colleagues."""
    return [_line(one, names, now, (excerpts or {}).get(one.number, "")) for one in listed]


def page_of(number: str) -> str:
    """Return the address of a ticket's page."""
    return f"{request.script_root}/tickets/{number}"


def _line(one: Listed, names: Mapping[str, str], now: int, excerpt: str) -> Line:
    known, clocks = language(), bars(one, now)
    return Line(
        number=one.number,
        version=one.version,
        href=page_of(one.number),
        requester=alias(one.requester),
        kind=told("kind", one.kind, known),
        incident=one.kind == Kind.INCIDENT,
        rights=words("inbox.between").join(told("right", right, known) for right in one.rights),
        status=told("status", one.status, known),
        look=_LOOKS.get(one.status, "quiet"),
        late=any(bar.look == "bad" for bar in clocks),
        unread=one.unread,
        again=one.legal_met_at is not None and one.status in OPEN,
        written=words(f"inbox.written.{one.language}"),
        bars=clocks,
        ended=local(one.ended_at),
        assignee=names.get(one.assignee, one.assignee) if one.assignee else "",
        chat=names.get(one.handover, one.handover) if one.handover else "",
        word=words(f"inbox.word.{one.word_by}") if one.word_by else "",
        word_at=local(one.word_at),
        tags=one.tags,
        excerpt=excerpt,
    )
