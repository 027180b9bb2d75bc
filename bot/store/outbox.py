"""What we owe to somebody, until it is sent or given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select, and_, bindparam, case, func, null, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.sealing import Seal
from bot.store.tables import OwedState, outbox, written_out

MAIL = "mail"
"""The channel whose rows may wait for hours between two tries, as relays ask for."""
FILE = "file"
"""The channel of files to be fetched, which wait while the platform or the scanner is not ready."""
LEASE_MS = 60_000
# A message that cannot be sent for longer than this no longer holds up the next one of its lane,
# whose reply token would die in the meantime.
ORDER_KEPT_MS = 60_000
# Mails of one thread have no such token, and a relay may be away for a night. Not for ever, for a relay may
# put off one mail again and again and take the next.
THREAD_ORDER_KEPT_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class NewDebt:
    """Something to be sent. `dedupe` is unique for ever, `body` is sealed, `token_until` as in `Draft`.

    `about` is what each message of it shows, as `bot.store.quotes` writes it. `legal` as in `Owed`; `notices`
    are the ids of the notices in it, with spaces between. `threaded` tells that it waits for earlier ones of
    its lane that are threaded too, for up to a day.
    """

    dedupe: str
    channel: str
    lane: str
    body: bytes
    token_until: int | None
    about: str | None = None
    legal: bool = False
    notices: str | None = None
    threaded: bool = False


@dataclass(frozen=True, slots=True)
class Debt:
    """A row taken for sending; `attempts` counts the try that begins now."""

    id: int
    dedupe: str
    channel: str
    body: bytes
    retry_key: str
    attempts: int
    outcome_unknown: bool
    token_until: int | None
    created_at: int
    about: str | None = None
    legal: bool = False
    notices: str | None = None


@dataclass(frozen=True, slots=True)
class Debts:
    """How much is owed, since when (milliseconds since 1970, UTC), and how much was given up.

    `oldest` counts a mail and a file only from when its next try is due.
    """

    waiting: int
    oldest: int | None
    failed: int


def mail_lane(lane: str, seal: Seal) -> str:
    """Return the lane of the mails to a person: they may not hold up what is in the chat."""
    return seal.lane(MAIL, lane)


def thread_lane(thread: str, to: str, seal: Seal) -> str:
    """Return the lane of the mails of one thread to one address, so that no full mailbox holds up another."""
    return mail_lane(f"{thread} {to.casefold()}", seal)


def file_lane(lane: str, seal: Seal) -> str:
    """Return the lane of a person's files, so that a large one does not hold up what they read."""
    return seal.lane(FILE, lane)


def place_of(dedupe: str) -> str:
    """Return the place that a body of the outbox is sealed for."""
    return f"outbox:{dedupe}"


def _owe(insert: Any) -> Insert:
    statement: Insert = insert(outbox).on_conflict_do_nothing(index_elements=["dedupe"])
    return statement


_OWE = {"sqlite": _owe(sqlite.insert), "postgresql": _owe(postgresql.insert)}


def owe(connection: Connection, debts: Sequence[NewDebt], now: int) -> None:
    """Note what is owed from now on; what is noted already is left out."""
    rows = [
        {
            "dedupe": debt.dedupe,
            "channel": debt.channel,
            "lane": debt.lane,
            "body": debt.body,
            "token_until": debt.token_until,
            "about": debt.about,
            "legal": debt.legal,
            "notices": debt.notices,
            "threaded": debt.threaded,
            "retry_key": str(uuid4()),
            "run_at": now,
            "created_at": now,
        }
        for debt in debts
    ]
    connection.execute(_OWE[connection.dialect.name], rows)


_OTHER = outbox.alias("other")
# The first row of the lane that holds up the others; see `_FIRST_OF_LANE` of the inbox.
_FIRST_OF_LANE = (
    select(func.min(_OTHER.c.id))
    .where(
        _OTHER.c.lane == outbox.c.lane,
        _OTHER.c.state < written_out(OwedState.SENT),
        or_(
            _OTHER.c.created_at > bindparam("order_kept_since"),
            and_(outbox.c.threaded, _OTHER.c.threaded, _OTHER.c.created_at > bindparam("thread_kept_since")),
        ),
    )
    .scalar_subquery()
)
_DUE: Select[Any] = (
    select(
        outbox.c.id,
        outbox.c.dedupe,
        outbox.c.channel,
        outbox.c.body,
        outbox.c.retry_key,
        (outbox.c.attempts + 1).label("attempts"),
        outbox.c.outcome_unknown,
        outbox.c.token_until,
        outbox.c.created_at,
        outbox.c.about,
        outbox.c.legal,
        outbox.c.notices,
    )
    .where(
        outbox.c.state == written_out(OwedState.READY),
        outbox.c.run_at <= bindparam("now"),
        outbox.c.id > bindparam("after"),
        outbox.c.channel != bindparam("without"),
        func.coalesce(_FIRST_OF_LANE, outbox.c.id) >= outbox.c.id,
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_DUE_LOCKED = _DUE.with_for_update(skip_locked=True, of=outbox)
_LEASE = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(
        state=OwedState.LEASED,
        owner=bindparam("by"),
        lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
    )
)


_MANY = 1 << 30


def any_due(connection: Connection, now: int, mails: int = _MANY) -> bool:
    """Say whether something could be claimed; see `claim`."""
    return connection.execute(_DUE, _at(now, 1, mails)).first() is not None


def claim(connection: Connection, owner: str, now: int, most: int, mails: int = _MANY) -> list[Debt]:
    """Take what is due, the first of each lane, for `owner` to send within the lease.

    At most `mails` of them are mails: those beyond keep neither the chat from being answered nor their turn.
    """
    debts = _due(connection, _at(now, most, mails))
    beyond = {debt.id for debt in [debt for debt in debts if debt.channel == MAIL][mails:]}
    if beyond:
        last = debts[-1].id
        debts = [debt for debt in debts if debt.id not in beyond]
        debts += _due(connection, _at(now, most - len(debts), 0, last))
    if debts:
        rows = [debt.id for debt in debts]
        connection.execute(_LEASE, {"rows": rows, "by": owner, "until": now + LEASE_MS})
    return debts


def _due(connection: Connection, parameters: dict[str, Any]) -> list[Debt]:
    return [Debt(*row) for row in connection.execute(_DUE_LOCKED, parameters)]


def _at(now: int, most: int, mails: int, after: int = 0) -> dict[str, Any]:
    return {
        "after": after,
        "without": MAIL if mails <= 0 else "",
        "now": now,
        "order_kept_since": now - ORDER_KEPT_MS,
        "thread_kept_since": now - THREAD_ORDER_KEPT_MS,
        "most": most,
    }


FREE = {"owner": null(), "lease_until": null()}
"""What makes a row nobody's."""


def take_back(connection: Connection, owner: str) -> int:
    """Make due again what `owner` was sending when it died; nobody knows whether it arrived."""
    return _freed(connection, outbox.c.owner == owner)


def any_expired(connection: Connection, now: int) -> bool:
    """Say whether somebody took a row for sending and never reported on it."""
    expired = select(outbox.c.id).where(
        outbox.c.state == written_out(OwedState.LEASED), outbox.c.lease_until < now
    )
    return connection.execute(expired.limit(1)).first() is not None


def take_back_expired(connection: Connection, now: int) -> int:
    """Make due again what somebody took for sending and never reported on."""
    return _freed(connection, outbox.c.lease_until < now)


def _freed(connection: Connection, whose: Any) -> int:
    statement = update(outbox).where(outbox.c.state == written_out(OwedState.LEASED), whose)
    return connection.execute(statement.values(state=OwedState.READY, outcome_unknown=True, **FREE)).rowcount


def cancel(connection: Connection, lane: str, now: int) -> int:
    """Give up what waits for somebody who cannot receive it any more; returns how much that was."""
    waiting = update(outbox).where(outbox.c.lane == lane, outbox.c.state == written_out(OwedState.READY))
    return connection.execute(
        waiting.values(state=OwedState.CANCELLED, body=None, about=None, done_at=now)
    ).rowcount


def waiting_with_notices(connection: Connection, lane: str) -> list[str]:
    """Return the notices in each row of a lane that waits for its turn."""
    carrying = select(outbox.c.notices).where(
        outbox.c.lane == lane,
        outbox.c.state < written_out(OwedState.SENT),  # said twice, for the index has these
        outbox.c.state == written_out(OwedState.READY),
        outbox.c.notices.is_not(None),
    )
    return list(connection.execute(carrying.order_by(outbox.c.id)).scalars())


def debts(connection: Connection) -> Debts:
    """Return how much is owed."""
    since = case((outbox.c.channel.in_((MAIL, FILE)), outbox.c.run_at), else_=outbox.c.created_at)
    waiting = select(func.count(), func.min(since)).where(outbox.c.state < written_out(OwedState.SENT))
    count, oldest = connection.execute(waiting).one()
    failed = select(func.count()).where(outbox.c.state == written_out(OwedState.FAILED))
    return Debts(count, oldest, connection.execute(failed).scalar_one())


def erase_bodies_before(connection: Connection, before: int, most: int) -> int:
    """Erase what was given up before this time; returns how much."""
    old = (
        select(outbox.c.id)
        .where(
            outbox.c.state == written_out(OwedState.FAILED),
            outbox.c.body.is_not(None),
            outbox.c.done_at < before,
        )
        .limit(most)
    )
    return connection.execute(update(outbox).where(outbox.c.id.in_(old)).values(body=None)).rowcount


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Delete rows that ended before this time and hold nothing any more; returns how many.

    Looks at the oldest rows only, so that nothing waits while a large table is searched.
    """
    oldest = select(outbox).order_by(outbox.c.id).limit(most).subquery()
    old = select(oldest.c.id).where(
        oldest.c.state >= written_out(OwedState.SENT), oldest.c.body.is_(None), oldest.c.done_at < before
    )
    return connection.execute(outbox.delete().where(outbox.c.id.in_(old))).rowcount
