"""What we say without being asked, from when it comes up until it arrived, or nobody could be reached.

Its words are sealed here and erased once it ended; while it is being sent, a row of the outbox names it. What
went by mail is kept a while longer, for a mail may come back days later.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, bindparam, delete, null, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.errors import NoticeTaken, WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import notices, outbox
from handlers.replies import Press, Text
from knowledge.language import Language

Rung = Literal["push", "mail", "pending", "reply"]
"""A way to somebody: `pending` waits for their next message, `reply` is beside the answer to it."""
Outcome = Literal["arrived", "sent", "failed"]
"""`sent`: somebody took it from us, which proves nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says in the chat; and `mail`, as `bot.channels.Post` composes it, where there is one."""

    text: Text
    language: Language
    mail: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A notice that comes up. `dedupe` is unique for ever; without `number` it is about no ticket."""

    dedupe: str
    lane: str
    number: str | None
    words: Words
    legal: bool
    until: int
    answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNotice:
    """A notice that has not ended: on which rung it is, and which are `left`. Times in ms since 1970, UTC."""

    id: int
    dedupe: str
    lane: str
    number: str | None
    legal: bool
    rung: Rung
    left: tuple[Rung, ...]
    sealed: bytes
    made_at: int
    answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a notice travelled so far; `outcome` is None while it is under way."""

    made_at: int
    rung: Rung
    outcome: Outcome | None
    ended_at: int | None


def place_of(dedupe: str) -> str:
    """Return the place that the words of a notice are sealed for."""
    return f"notice:{dedupe}"


def mail_dedupe(dedupe: str) -> str:
    """Return the key of the row of the outbox by which a notice goes out as a mail."""
    return f"{dedupe}:mail"


def keep(connection: Connection, new: NewNotice, left: Sequence[Rung], now: int, seal: Seal) -> StoredNotice:
    """Note a notice that waits, with the ways to try; one that is known already is returned as it is.

    One that has ended is on no rung where anything is left to do.
    """
    known = connection.execute(_KNOWN, {"key": new.dedupe}).one_or_none()
    if known is not None:
        return _stored(known)
    row = {
        "dedupe": new.dedupe,
        "lane": new.lane,
        "number": new.number,
        "legal": new.legal,
        "rung": "pending",
        "left": " ".join(left),
        "sealed": seal.close(_written(new.words), place_of(new.dedupe)),
        "made_at": now,
        "until": new.until,
        "answers": new.answers,
    }
    connection.execute(_KEEP[connection.dialect.name], row)
    return _stored(connection.execute(_KNOWN, {"key": new.dedupe}).one())


def _keep(insert: Any) -> Insert:
    statement: Insert = insert(notices).on_conflict_do_nothing(index_elements=["dedupe"])
    return statement


_KEEP = {"sqlite": _keep(sqlite.insert), "postgresql": _keep(postgresql.insert)}
_UNDER_WAY = notices.c.outcome.is_(None)
_KNOWN = select(notices).where(notices.c.dedupe == bindparam("key"))
_THESE = select(notices).where(notices.c.id.in_(bindparam("ids", expanding=True)), _UNDER_WAY)
_WAITING = select(notices).where(
    notices.c.lane.in_(bindparam("lanes", expanding=True)), _UNDER_WAY, notices.c.rung == "pending"
)
_EXPIRED = select(notices).where(notices.c.until <= bindparam("now"), _UNDER_WAY, notices.c.rung == "pending")


def under_way(connection: Connection, ids: Collection[int]) -> list[StoredNotice]:
    """Return those of these notices that have not ended, oldest first."""
    return [_stored(row) for row in connection.execute(_THESE.order_by(notices.c.id), {"ids": list(ids)})]


def waiting(connection: Connection, lanes: Collection[str]) -> dict[str, tuple[StoredNotice, ...]]:
    """Return what waits for the next message of the people of these lanes, oldest first."""
    found: dict[str, tuple[StoredNotice, ...]] = {}
    if lanes:
        for row in connection.execute(_WAITING.order_by(notices.c.id), {"lanes": list(lanes)}):
            found[row.lane] = (*found.get(row.lane, ()), _stored(row))
    return found


def expired(connection: Connection, now: int, most: int) -> list[StoredNotice]:
    """Return what waited for a message that did not come in time."""
    return [_stored(row) for row in connection.execute(_EXPIRED.limit(most), {"now": now})]


def words_of(stored: StoredNotice, seal: Seal) -> Words:
    """Return what a notice says. Raises WrongSeal."""
    return _read(seal.open(stored.sealed, place_of(stored.dedupe)))


def readable(found: Sequence[StoredNotice], seal: Seal) -> list[tuple[StoredNotice, Words]]:
    """Return these notices with their words; what our keys do not open is left out."""
    opened = []
    for stored in found:
        try:
            opened.append((stored, words_of(stored, seal)))
        except WrongSeal:
            continue
    return opened


def step(connection: Connection, stored: StoredNotice, to: Rung, left: Sequence[Rung] = ()) -> bool:
    """Put a notice on another rung; False where it is not any more on the one it was on."""
    here = (notices.c.id == stored.id, notices.c.rung == stored.rung, _UNDER_WAY)
    return connection.execute(update(notices).where(*here).values(rung=to, left=" ".join(left))).rowcount == 1


def hand_over(connection: Connection, ids: Collection[int]) -> None:
    """Note that waiting notices go out beside an answer. Raises NoticeTaken where one did already."""
    here = (notices.c.id.in_(ids), notices.c.rung == "pending", _UNDER_WAY)
    if connection.execute(update(notices).where(*here).values(rung="reply")).rowcount != len(ids):
        raise NoticeTaken


def end(connection: Connection, stored: StoredNotice, outcome: Outcome, now: int) -> None:
    """Note how a notice ended, and erase its words."""
    this = update(notices).where(notices.c.id == stored.id)
    connection.execute(this.values(outcome=outcome, ended_at=now, sealed=null(), left=""))


def end_mailed(connection: Connection, stored: StoredNotice, now: int) -> None:
    """Note that a relay took a notice; its words and the ways that are left stay, should it come back."""
    this = update(notices).where(notices.c.id == stored.id)
    connection.execute(this.values(outcome="sent", ended_at=now))


_MAILED = select(notices).where(
    notices.c.number == bindparam("about"),
    select(outbox.c.id)
    .where(
        outbox.c.dedupe == notices.c.dedupe + mail_dedupe(""),
        outbox.c.retry_key == bindparam("mail"),
    )
    .exists(),
)


def mailed(connection: Connection, number: str, mail: str) -> StoredNotice | None:
    """Return the notice of a ticket that went out by this mail (its retry key), ended or not."""
    row = connection.execute(_MAILED, {"about": number, "mail": mail}).one_or_none()
    return _stored(row) if row is not None else None


def begin_again(connection: Connection, stored: StoredNotice) -> bool:
    """Take up a notice again that a relay took; False where its words are gone, or it went another way."""
    here = (notices.c.id == stored.id, notices.c.rung == "mail", notices.c.sealed.is_not(None))
    again = update(notices).where(*here).values(outcome=null(), ended_at=null())
    return connection.execute(again).rowcount == 1


def of_ticket(connection: Connection, number: str) -> list[Delivery]:
    """Return how what was said about a ticket travelled, oldest first."""
    found = select(notices).where(notices.c.number == number).order_by(notices.c.id)
    return [
        Delivery(made_at=row.made_at, rung=row.rung, outcome=row.outcome, ended_at=row.ended_at)
        for row in connection.execute(found)
    ]


def erase_words_before(connection: Connection, before: int, most: int) -> int:
    """Erase what a relay took before this time, for it comes back no more; returns how many."""
    old = (
        select(notices.c.id)
        .where(notices.c.outcome.is_not(None), notices.c.sealed.is_not(None), notices.c.ended_at < before)
        .limit(most)
    )
    gone = update(notices).where(notices.c.id.in_(old)).values(sealed=null(), left="")
    return connection.execute(gone).rowcount


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Forget notices that ended before this time; returns how many."""
    old = select(notices.c.id).where(notices.c.ended_at < before).limit(most)
    return connection.execute(delete(notices).where(notices.c.id.in_(old))).rowcount


def _stored(row: Any) -> StoredNotice:
    return StoredNotice(
        id=row.id,
        dedupe=row.dedupe,
        lane=row.lane,
        number=row.number,
        legal=row.legal,
        rung=row.rung,
        left=cast("tuple[Rung, ...]", tuple(row.left.split())),
        sealed=row.sealed or b"",
        made_at=row.made_at,
        answers=row.answers,
    )


def _written(words: Words) -> bytes:
    told = {
        "text": words.text.text,
        "sender": words.text.sender,
        "choices": [[choice.label, choice.command, choice.argument] for choice in words.text.choices],
        "language": words.language,
        "mail": words.mail.decode() if words.mail is not None else None,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _read(written: bytes) -> Words:
    told = json.loads(written)
    choices = tuple(Press(*choice) for choice in told["choices"])
    text = Text(told["text"], choices, sender=told.get("sender", ""))
    return Words(text, told["language"], told["mail"].encode() if told["mail"] is not None else None)
