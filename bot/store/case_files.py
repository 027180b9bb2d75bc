"""Everything that is kept of one ticket, for the page that staff work it on; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from bot.store import conversations, files, ticket_logs
from bot.store.errors import WrongSeal
from bot.store.files import StoredFile
from bot.store.notices import Outcome, Rung, StoredNotice, Words, mail_dedupe, words_of
from bot.store.sealing import Seal
from bot.store.tables import (
    OwedState,
    downloads,
    mail_ledger,
    notices,
    outbox,
    ticket_texts,
    tickets,
    written_out,
)
from bot.store.ticket_texts import opened, place_of
from handlers.conversation import Conversation
from handlers.tickets.log import Opened, TicketEvent
from handlers.tickets.ticket import Ticket

MOST_OTHERS = 20
"""So many other tickets of the same requester are named, the newest."""


@dataclass(frozen=True, slots=True)
class CaseText:
    """A text of a ticket; `erased` and `shut` (our keys do not open it) tell why there are no words."""

    words: str = ""
    erased: bool = False
    shut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidNotice:
    """Something the requester hears without asking, and how it travels. Times in milliseconds, UTC.

    `version` is the ticket's when it came up. `outcome` is None while it is under way; `words` are what it
    says, None once they are erased. `error` is what the last try to send it ended with and `next_try` when
    the next one is due, both only while it waits to be sent.
    """

    id: int
    version: int
    rung: Rung
    outcome: Outcome | None
    made_at: int
    ended_at: int | None
    words: Words | None = None
    error: str | None = None
    next_try: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLink:
    """A protected link: to what, until when (milliseconds since 1970, UTC), and how often it was used."""

    content: str
    given_at: int
    until: int
    opened: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledMail:
    """A mail that came for the ticket, and what became of it; None while that is not decided."""

    received_at: int
    outcome: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTicket:
    """Another ticket of the same requester."""

    number: str
    kind: str
    status: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One ticket: its log, what was written and sent, how that travelled, and what else its requester has."""

    log: tuple[TicketEvent, ...]
    ticket: Ticket
    texts: Mapping[str, CaseText]
    files: tuple[StoredFile, ...]
    notices: tuple[SaidNotice, ...]
    links: tuple[GivenLink, ...]
    mails: tuple[FiledMail, ...]
    others: tuple[OtherTicket, ...]
    conversation: Conversation

    @property
    def number(self) -> str:
        return self.ticket.number


def find(connection: Connection, number: str, seal: Seal) -> CaseFile | None:
    """Return what is kept of a ticket; None where there is none of this number. Raises UnknownRecord.

    Whoever opens it may read everything: what a reader may not see is left out where it is shown.
    """
    log = ticket_logs.log_of(connection, number)
    if not log or not isinstance(log[0], Opened):
        return None
    ticket = Ticket.of(log)
    known = conversations.load(connection, [ticket.requester], seal)
    return CaseFile(
        log=log,
        ticket=ticket,
        texts=_texts(connection, number, seal),
        files=tuple(files.of_ticket(connection, number, seal)),
        notices=_notices(connection, number, seal),
        links=tuple(GivenLink(**row) for row in connection.execute(_LINKS, {"whose": number}).mappings()),
        mails=tuple(_mail(row) for row in connection.execute(_MAILS, {"whose": number})),
        others=_others(connection, ticket),
        conversation=known.get(ticket.requester, Conversation(language=ticket.language)),
    )


_TEXTS = select(ticket_texts.c.id, ticket_texts.c.sealed).where(ticket_texts.c.number == bindparam("whose"))


def _texts(connection: Connection, number: str, seal: Seal) -> dict[str, CaseText]:
    return {
        text_id: _text(sealed, place_of(number, text_id), seal)
        for text_id, sealed in connection.execute(_TEXTS, {"whose": number})
    }


def _text(sealed: bytes | None, place: str, seal: Seal) -> CaseText:
    if sealed is None:
        return CaseText(erased=True)
    try:
        return CaseText(opened(seal.open(sealed, place)).text)
    except WrongSeal:  # the rest of the ticket is shown all the same
        return CaseText(shut=True)


_NOTICES: Select[Any] = select(notices).where(notices.c.number == bindparam("whose")).order_by(notices.c.id)
_WAITING: Select[Any] = select(outbox.c.dedupe, outbox.c.error, outbox.c.run_at).where(
    outbox.c.dedupe.in_(bindparam("keys", expanding=True)),
    outbox.c.state == written_out(OwedState.READY),
    outbox.c.attempts > 0,
)


def _notices(connection: Connection, number: str, seal: Seal) -> tuple[SaidNotice, ...]:
    rows = connection.execute(_NOTICES, {"whose": number}).all()
    keys = [key for row in rows if row.outcome is None for key in (row.dedupe, mail_dedupe(row.dedupe))]
    tried = {one.dedupe: one for one in connection.execute(_WAITING, {"keys": keys})} if keys else {}
    return tuple(
        _notice(row, tried.get(row.dedupe) or tried.get(mail_dedupe(row.dedupe)), seal) for row in rows
    )


def _notice(row: Any, tried: Any, seal: Seal) -> SaidNotice:
    version = row.dedupe.rpartition(":")[2]
    return SaidNotice(
        id=row.id,
        version=int(version) if version.isdecimal() else 0,
        rung=row.rung,
        outcome=row.outcome,
        made_at=row.made_at,
        ended_at=row.ended_at,
        words=_said(row, seal),
        error=tried.error if tried else None,
        next_try=tried.run_at if tried else None,
    )


def _said(row: Any, seal: Seal) -> Words | None:
    if row.sealed is None:
        return None
    stored = StoredNotice(
        id=row.id,
        dedupe=row.dedupe,
        lane=row.lane,
        number=row.number,
        legal=row.legal,
        rung=row.rung,
        left=(),
        sealed=row.sealed,
        made_at=row.made_at,
    )
    try:
        return words_of(stored, seal)
    except WrongSeal:
        return None


_LINKS = (
    select(
        downloads.c.content, downloads.c.given_at, downloads.c.until, downloads.c.opened, downloads.c.wrong
    )
    .where(downloads.c.number == bindparam("whose"))
    .order_by(downloads.c.given_at)
)
_MAILS = (
    select(mail_ledger.c.received_at, mail_ledger.c.outcome, mail_ledger.c.why)
    .where(mail_ledger.c.number == bindparam("whose"))
    .order_by(mail_ledger.c.id)
)


def _mail(row: Any) -> FiledMail:
    return FiledMail(received_at=row.received_at, outcome=row.outcome, why=row.why or "")


_OTHERS = (
    select(tickets.c.number, tickets.c.kind, tickets.c.status, tickets.c.open)
    .where(tickets.c.requester == bindparam("lane"), tickets.c.number != bindparam("this"))
    .order_by(tickets.c.opened_at.desc(), tickets.c.number)
    .limit(MOST_OTHERS)
)


def _others(connection: Connection, ticket: Ticket) -> tuple[OtherTicket, ...]:
    found = connection.execute(_OTHERS, {"lane": ticket.requester, "this": ticket.number})
    return tuple(OtherTicket(**row) for row in found.mappings())


_VERSION = select(tickets.c.version).where(tickets.c.number == bindparam("whose"))


def version(connection: Connection, number: str) -> int | None:
    """Return how many events a ticket has; None where there is none of this number."""
    return connection.execute(_VERSION, {"whose": number}).scalar_one_or_none()
