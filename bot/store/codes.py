"""One-time codes: a keyed digest while they live, and when they were sent for a day, to count by."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from bot.store.errors import TooManyCodes
from bot.store.sealing import Seal
from bot.store.tables import codes
from handlers.identity import limits
from handlers.identity.codes import CodeChange, NewCode

DAY_MS = 24 * 3_600_000


def address_key(address: str, seal: Seal) -> str:
    """Return what an address is counted under: the same for however it is written.

    What follows a plus most providers put into the same mailbox: https://www.rfc-editor.org/rfc/rfc5233
    """
    name, _, domain = address.strip().casefold().rpartition("@")
    return seal.lane("address", f"{name.partition('+')[0] or name}@{domain}")


def check(connection: Connection, changes: Iterable[CodeChange], now: int, seal: Seal) -> None:
    """Look once more whether new codes may be sent to their addresses. Raises TooManyCodes.

    Whether they may was decided before this transaction, and for several people at once.
    """
    at = datetime.fromtimestamp(now / 1_000, UTC)
    for one in changes:
        if isinstance(one, NewCode) and limits.reached(sent_to(connection, one.address, now, seal), at):
            raise TooManyCodes


_DROP = (
    update(codes)
    .where(codes.c.subject == bindparam("whose"), codes.c.digest.is_not(None))
    .values(digest=None)
)


def change(connection: Connection, lane: str, changes: Iterable[CodeChange], now: int, seal: Seal) -> None:
    """Keep new codes and drop dead ones, in this order."""
    for one in changes:
        connection.execute(_DROP, {"whose": one.subject})
        if isinstance(one, NewCode):
            row = {
                "subject": one.subject,
                "lane": lane,
                "address": address_key(one.address, seal),
                "digest": one.digest,
                "sent_at": now,
            }
            connection.execute(insert(codes), row)


_LIVE = (
    select(codes.c.digest)
    .where(codes.c.subject == bindparam("whose"), codes.c.digest.is_not(None))
    .order_by(codes.c.id.desc())
    .limit(1)
)


def digest(connection: Connection, subject: str) -> str | None:
    """Return the digest of the code sent last for a subject; None where none is kept any more."""
    return connection.execute(_LIVE, {"whose": subject}).scalar_one_or_none()


_GUESS = (
    update(codes)
    .where(
        codes.c.subject == bindparam("whose"),
        codes.c.digest.is_not(None),
        codes.c.sent_at > bindparam("since"),
        codes.c.wrong < bindparam("most"),
    )
    .values(wrong=codes.c.wrong + 1)
    .returning(codes.c.digest)
)


def guess(connection: Connection, subject: str, guessed: str, since: int, most: int) -> bool:
    """Tell whether this is the digest of the code sent for a subject after `since`; a right one is spent.

    Each guess is counted before it is looked at, so that guesses made at once are not more than `most`.
    """
    live = connection.execute(_GUESS, {"whose": subject, "since": since, "most": most}).scalar_one_or_none()
    right = live is not None and hmac.compare_digest(live, guessed)
    if right:
        connection.execute(_DROP, {"whose": subject})
    return right


_SENT: Select[Any] = select(codes.c.sent_at).where(codes.c.sent_at > bindparam("since"))
_OF_LANE = _SENT.where(codes.c.lane == bindparam("whose")).order_by(codes.c.sent_at.desc())
_TO_ADDRESS = _SENT.where(codes.c.address == bindparam("whose")).order_by(codes.c.sent_at.desc())


def sent_for(connection: Connection, lane: str, now: int) -> tuple[datetime, ...]:
    """Return when codes were sent for a person within the last day, newest first."""
    return _times(connection, _OF_LANE, lane, now)


def sent_to(connection: Connection, address: str, now: int, seal: Seal) -> tuple[datetime, ...]:
    """Return when codes were sent to an address within the last day, for whomever, newest first."""
    return _times(connection, _TO_ADDRESS, address_key(address, seal), now)


def _times(connection: Connection, query: Select[Any], whose: str, now: int) -> tuple[datetime, ...]:
    found = connection.execute(query, {"whose": whose, "since": now - DAY_MS}).scalars()
    return tuple(datetime.fromtimestamp(at / 1_000, UTC) for at in found)


def drop_dead(connection: Connection, before: int, most: int) -> int:
    """Drop the digests of codes sent before this time; returns how many."""
    old = select(codes.c.id).where(codes.c.sent_at < before, codes.c.digest.is_not(None)).limit(most)
    return connection.execute(update(codes).where(codes.c.id.in_(old)).values(digest=None)).rowcount


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Delete what is left of codes sent before this time; returns how many."""
    old = select(codes.c.id).where(codes.c.sent_at < before).limit(most)
    return connection.execute(codes.delete().where(codes.c.id.in_(old))).rowcount
