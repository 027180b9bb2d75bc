"""What is held of one person, counted from every table that has something of theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from bot.store import codes, erasures, unanswered_questions
from bot.store.outbox import mail_lane
from bot.store.sealing import Seal
from bot.store.tables import (
    EventState,
    OwedState,
    addresses,
    conversations,
    downloads,
    inbox,
    mail_ledger,
    notices,
    outbox,
    ticket_files,
    ticket_texts,
    tickets,
    written_out,
)
from bot.store.tables import codes as codes_table
from handlers.own_data.holdings import Erased, Holdings
from handlers.tickets.statuses import Status

_WHOSE: BindParameter[str] = bindparam("lane")
_TICKETS = (
    select(tickets.c.number, tickets.c.open, tickets.c.status)
    .where(tickets.c.requester == _WHOSE)
    .order_by(tickets.c.opened_at.desc(), tickets.c.number)
)
_CONVERSATION = select(
    conversations.c.updated_at,
    conversations.c.form.is_not(None).label("form"),
    conversations.c.unanswered.is_not(None).label("unanswered"),
).where(conversations.c.lane == _WHOSE)


def _of_tickets(table: Any) -> Select[Any]:
    joined = table.join(tickets, tickets.c.number == table.c.number)
    held = (tickets.c.requester == _WHOSE, table.c.sealed.is_not(None))
    return select(func.count()).select_from(joined).where(*held)


_COUNTS: dict[str, Select[Any]] = {
    "texts": _of_tickets(ticket_texts),
    "files": _of_tickets(ticket_files),
    "failed": select(func.count()).where(
        inbox.c.lane == _WHOSE,
        inbox.c.state == written_out(EventState.SET_ASIDE),
        inbox.c.payload.is_not(None),
    ),
    "shown": select(func.count()).where(outbox.c.lane == _WHOSE, outbox.c.message_ids.is_not(None)),
    "codes": select(func.count()).where(
        codes_table.c.lane == _WHOSE, codes_table.c.sent_at > bindparam("codes_since")
    ),
    "incoming": select(func.count()).where(mail_ledger.c.lane == _WHOSE, mail_ledger.c.sealed.is_not(None)),
    "links": select(func.count()).where(downloads.c.lane == _WHOSE, downloads.c.until > bindparam("now")),
    "pending": select(func.count()).where(
        notices.c.lane == _WHOSE, notices.c.outcome.is_(None), notices.c.rung == "pending"
    ),
    "address": select(func.count()).where(addresses.c.lane == _WHOSE),
}
# Said twice, so that each finds its index.
_UNSENT = (
    select(func.count()).where(outbox.c.lane == _WHOSE, outbox.c.state < written_out(OwedState.SENT)),
    select(func.count()).where(
        outbox.c.lane == _WHOSE,
        outbox.c.state == written_out(OwedState.FAILED),
        outbox.c.body.is_not(None),
    ),
)


def holdings(connection: Connection, lane: str, now: int, seal: Seal) -> Holdings:
    """Return what is held of a person now (milliseconds since 1970, UTC)."""
    times = {"lane": lane, "now": now, "codes_since": now - 2 * codes.DAY_MS}
    counts = {name: connection.execute(query, times).scalar_one() for name, query in _COUNTS.items()}
    row = connection.execute(_CONVERSATION, {"lane": lane}).one_or_none()
    last = erasures.last(connection, lane)
    return Holdings(
        **_numbers(connection, lane),
        **(counts | {"address": bool(counts["address"])}),
        notices=_unsent(connection, lane),
        mails=_unsent(connection, mail_lane(lane, seal)),
        last_at=_moment(row.updated_at) if row else None,
        form=bool(row and row.form),
        unanswered=bool(row and row.unanswered),
        questions=unanswered_questions.count(connection, unanswered_questions.asker(lane, seal)),
        erased=Erased(last.certificate, _moment(last.at)) if last else None,
    )


def _unsent(connection: Connection, lane: str) -> int:
    return sum(connection.execute(query, {"lane": lane}).scalar_one() for query in _UNSENT)


def _numbers(connection: Connection, lane: str) -> dict[str, Any]:
    rows = connection.execute(_TICKETS, {"lane": lane}).all()
    purged = Status.PURGED.value
    return {
        "open": tuple(row.number for row in rows if row.open),
        "ended": tuple(row.number for row in rows if not row.open and row.status != purged),
        "emptied": tuple(row.number for row in rows if row.status == purged),
    }


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1_000, UTC)
