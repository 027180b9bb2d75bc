"""A person is forgotten: what need not stay of theirs goes at once, and what remains is that it did.

A row of it holds counts and numbers of tickets, no words, so that the same can be erased again from an older
backup.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, null, or_, select, update

from bot.store import mail_ledger, unanswered_questions
from bot.store.outbox import FREE, file_lane, mail_lane
from bot.store.sealing import Seal
from bot.store.tables import (
    EventState,
    OwedState,
    addresses,
    codes,
    conversations,
    downloads,
    erasures,
    inbox,
    notices,
    outbox,
    ticket_sources,
    tickets,
    written_out,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One erasure: whose (`lane`), when (milliseconds since 1970, UTC), and how much of each kind went.

    `kept` and `withdrawn` are numbers of tickets that were open then.
    """

    certificate: str
    lane: str
    at: int
    counts: Mapping[str, int]
    kept: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whose rows go, up to which time, and which tickets go on; `mails` to `asker` are their other names."""

    lane: str
    mails: str
    fetches: str
    asker: str
    kept: tuple[str, ...]
    upto: int
    now: int


def _scope(lane: str, kept: tuple[str, ...], upto: int, now: int, seal: Seal) -> _Scope:
    asker = unanswered_questions.asker(lane, seal)
    return _Scope(lane, mail_lane(lane, seal), file_lane(lane, seal), asker, kept, upto, now)


def forget(
    connection: Connection,
    certificate: str,
    lane: str,
    kept: tuple[str, ...],
    withdrawn: tuple[str, ...],
    now: int,
    seal: Seal,
) -> Erasure:
    """Erase what is held of a person and note it.

    What they wrote meanwhile and nobody decided yet came after their wish, and is left to be answered.
    """
    counts = _erase(connection, _scope(lane, kept, now, now, seal))
    done = Erasure(certificate=certificate, lane=lane, at=now, counts=counts, kept=kept, withdrawn=withdrawn)
    _note(connection, done)
    return done


def again(connection: Connection, done: Erasure, now: int, seal: Seal) -> bool:
    """Erase once more what was erased before, from a store that was restored from an older backup.

    Returns False, and does nothing, where this store knows of the erasure. What still waits here was decided
    long ago, so it goes, too.
    """
    known = select(erasures.c.certificate).where(erasures.c.certificate == done.certificate)
    if connection.execute(known).first() is not None:
        return False
    scope = _scope(done.lane, done.kept, done.at, now, seal)
    waiting = update(inbox).where(
        inbox.c.lane == scope.lane,
        inbox.c.state == written_out(EventState.READY),
        inbox.c.received_at <= scope.upto,
    )
    connection.execute(waiting.values(state=EventState.DONE, payload=null(), done_at=now))
    _erase(connection, scope)
    _note(connection, done)
    return True


def _note(connection: Connection, done: Erasure) -> None:
    told = {"counts": dict(done.counts), "kept": list(done.kept), "withdrawn": list(done.withdrawn)}
    row = {
        "certificate": done.certificate,
        "lane": done.lane,
        "at": done.at,
        "counts": json.dumps(told, sort_keys=True),
    }
    connection.execute(insert(erasures), row)


def _erase(connection: Connection, scope: _Scope) -> dict[str, int]:
    return {name: erase(connection, scope) for name, erase in _KINDS.items()}


def _requests(connection: Connection, scope: _Scope) -> int:
    """Count the request that is being written; it goes with its conversation."""
    of_lane = (conversations.c.lane == scope.lane, conversations.c.form.is_not(None))
    written: Select[Any] = select(func.count()).where(*of_lane, conversations.c.updated_at <= scope.upto)
    return int(connection.execute(written).scalar_one())


def _conversations(connection: Connection, scope: _Scope) -> int:
    known = delete(conversations).where(conversations.c.lane == scope.lane)
    return connection.execute(known.where(conversations.c.updated_at <= scope.upto)).rowcount


def _failed(connection: Connection, scope: _Scope) -> int:
    aside = update(inbox).where(
        inbox.c.lane == scope.lane,
        inbox.c.state == written_out(EventState.SET_ASIDE),
        inbox.c.received_at <= scope.upto,
        inbox.c.payload.is_not(None),
    )
    return connection.execute(aside.values(state=EventState.DONE, payload=null(), done_at=scope.now)).rowcount


def _pending(connection: Connection, scope: _Scope) -> int:
    """End notices that did not arrive yet, but for those of a ticket that goes on."""
    theirs = update(notices).where(
        notices.c.lane == scope.lane,
        notices.c.sealed.is_not(None),
        or_(notices.c.number.is_(None), notices.c.number.not_in(scope.kept)),
        notices.c.made_at <= scope.upto,
    )
    gone = theirs.where(notices.c.outcome.is_(None))
    count = connection.execute(gone.values(outcome="failed", ended_at=scope.now)).rowcount
    connection.execute(theirs.values(sealed=null(), left=""))  # what a relay took has words, too
    return count


def _notices(connection: Connection, scope: _Scope) -> int:
    """Erase what is not sent, but for what carries a notice about a ticket that goes on."""
    still = select(notices.c.id).where(notices.c.lane == scope.lane, notices.c.sealed.is_not(None))
    going_on = {str(one) for one in connection.execute(still).scalars()}
    carrying = select(outbox.c.id, outbox.c.notices).where(
        outbox.c.lane == scope.lane,
        outbox.c.state < written_out(OwedState.SENT),
        outbox.c.notices.is_not(None),
    )
    stay = [row for row, carried in connection.execute(carrying) if going_on.intersection(carried.split())]
    return _unsent(connection, scope, scope.lane, stay)


def _mails(connection: Connection, scope: _Scope) -> int:
    """Erase mails that are not sent; where a ticket goes on they stay, for they may be about it."""
    return 0 if scope.kept else _unsent(connection, scope, scope.mails)


def _fetches(connection: Connection, scope: _Scope) -> int:
    """Call off files that are still to be fetched, unless for a ticket that goes on."""
    return 0 if scope.kept else _unsent(connection, scope, scope.fetches)


def _unsent(connection: Connection, scope: _Scope, lane: str, stay: Collection[int] = ()) -> int:
    held = or_(outbox.c.state < written_out(OwedState.SENT), outbox.c.state == written_out(OwedState.FAILED))
    unsent = update(outbox).where(
        outbox.c.lane == lane,
        held,
        outbox.c.body.is_not(None),
        outbox.c.created_at <= scope.upto,
        outbox.c.id.not_in(stay),
    )
    gone = unsent.values(state=OwedState.CANCELLED, body=null(), about=null(), done_at=scope.now, **FREE)
    return connection.execute(gone).rowcount


def _shown(connection: Connection, scope: _Scope) -> int:
    quotable = update(outbox).where(
        outbox.c.lane == scope.lane, outbox.c.message_ids.is_not(None), outbox.c.created_at <= scope.upto
    )
    return connection.execute(quotable.values(about=null(), message_ids=null())).rowcount


def _codes(connection: Connection, scope: _Scope) -> int:
    """Let codes die; that some were sent stays a while, or forgetting would get one more of them."""
    live = update(codes).where(
        codes.c.lane == scope.lane,
        codes.c.digest.is_not(None),
        codes.c.subject.not_in(scope.kept),
        codes.c.sent_at <= scope.upto,
    )
    return connection.execute(live.values(digest=null())).rowcount


def _incoming(connection: Connection, scope: _Scope) -> int:
    """Erase mails as they came; what they said to a ticket stays there like all of its texts."""
    return mail_ledger.erase_of_person(connection, scope.lane, scope.kept, scope.upto)


def _links(connection: Connection, scope: _Scope) -> int:
    """Forget links to copies; who still wants one of a ticket that has ended gets a new link."""
    given = delete(downloads).where(
        downloads.c.lane == scope.lane,
        downloads.c.number.not_in(scope.kept),
        downloads.c.given_at <= scope.upto,
    )
    return connection.execute(given).rowcount


def _addresses(connection: Connection, scope: _Scope) -> int:
    if scope.kept:
        return 0
    known = delete(addresses).where(addresses.c.lane == scope.lane, addresses.c.kept_at <= scope.upto)
    return connection.execute(known).rowcount


def _sources(connection: Connection, scope: _Scope) -> int:
    theirs = select(tickets.c.number).where(
        tickets.c.requester == scope.lane, tickets.c.number.not_in(scope.kept)
    )
    made = delete(ticket_sources).where(
        ticket_sources.c.number.in_(theirs), ticket_sources.c.kept_at <= scope.upto
    )
    return connection.execute(made).rowcount


_KINDS: Mapping[str, Callable[[Connection, _Scope], int]] = {
    "requests": _requests,  # before the conversation that it is in
    "conversations": _conversations,
    "failed": _failed,
    "pending": _pending,  # before what would send them
    "notices": _notices,
    "mails": _mails,
    "fetches": _fetches,
    "shown": _shown,
    "questions": lambda connection, scope: unanswered_questions.forget(connection, scope.asker, scope.upto),
    "codes": _codes,
    "links": _links,
    "incoming": _incoming,
    "addresses": _addresses,
    "sources": _sources,
}
_ALL = select(erasures).order_by(erasures.c.at, erasures.c.certificate)
_LAST = select(erasures).where(erasures.c.lane == bindparam("whose")).order_by(erasures.c.at.desc()).limit(1)


def listed(connection: Connection) -> list[Erasure]:
    """Return every erasure that is still known, oldest first."""
    return [read(row) for row in connection.execute(_ALL)]


def last(connection: Connection, lane: str) -> Erasure | None:
    """Return the last erasure of a person; None where there was none, or it is forgotten itself."""
    row = connection.execute(_LAST, {"whose": lane}).one_or_none()
    return read(row) if row else None


def read(row: Any) -> Erasure:
    """Return a row of `erasures`."""
    told = json.loads(row.counts)
    return Erasure(
        certificate=row.certificate,
        lane=row.lane,
        at=row.at,
        counts=told["counts"],
        kept=tuple(told["kept"]),
        withdrawn=tuple(told["withdrawn"]),
    )


def still_open(connection: Connection, numbers: Collection[str]) -> tuple[str, ...]:
    """Return which of these tickets are open."""
    found = select(tickets.c.number).where(tickets.c.number.in_(numbers), tickets.c.open)
    return tuple(connection.execute(found.order_by(tickets.c.number)).scalars())


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Forget erasures that were before this time; returns how many."""
    old = select(erasures.c.certificate).where(erasures.c.at < before).limit(most)
    return connection.execute(delete(erasures).where(erasures.c.certificate.in_(old))).rowcount
