"""What we remember of each person between two messages, under a pseudonym."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast, get_args

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    Row,
    Select,
    String,
    bindparam,
    delete,
    literal_column,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.errors import WrongSeal
from bot.store.sealing import Seal
from bot.store.tables import conversations, notices, tickets
from bot.store.ticket_rows import milliseconds
from handlers.awaited import Awaited, Wanted
from handlers.conversation import Conversation
from handlers.escalating.unanswered import Unanswered
from handlers.intake.form import Form
from handlers.intake.records import form_of, record_of
from handlers.retention import DRAFT, UNANSWERED
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of some lanes: their conversations, and which have tickets, or notices that wait."""

    conversations: dict[str, Conversation]
    with_tickets: frozenset[str]
    with_notices: frozenset[str] = frozenset()


def place_of(lane: str) -> str:
    """Return the place that a request being written is sealed for."""
    return f"conversation:{lane}"


def _place_of_question(lane: str) -> str:
    return f"unanswered:{lane}"


def load(connection: Connection, lanes: Sequence[str], seal: Seal) -> dict[str, Conversation]:
    """Return the conversations of these lanes; a lane we know nothing of is left out."""
    return recall(connection, lanes, seal).conversations


def recall(connection: Connection, lanes: Sequence[str], seal: Seal) -> Remembered:
    """Return what is known of these lanes, in one look at the store."""
    known: dict[str, Conversation] = {}
    others: dict[str, set[str]] = {"ticket": set(), "notice": set()}
    for row in connection.execute(_RECALL, {"lanes": list(lanes)}):
        if row.what in others:
            others[row.what].add(row.lane)
        else:
            known[row.lane] = _conversation(row, seal)
    return Remembered(known, frozenset(others["ticket"]), frozenset(others["notice"]))


def _conversation(row: Row[Any], seal: Seal) -> Conversation:
    return Conversation(
        language=cast("Language", row.language),
        language_fixed=row.language_fixed,
        blocked=row.blocked,
        last_passages=tuple(row.last_passages.split()),
        form=_form(row.form, row.lane, seal) if row.form is not None else None,
        awaited=_awaited(row.awaited) if row.awaited is not None else None,
        unanswered=_unanswered(row.unanswered, row.lane, seal) if row.unanswered is not None else None,
    )


def _awaited(written: str) -> Awaited | None:
    """Read back what we wait for; None for what another version wrote."""
    what, number, at = written.split(" ")
    if what not in get_args(Wanted):
        return None
    return Awaited(cast("Wanted", what), number, datetime.fromtimestamp(int(at) / 1_000, UTC))


def _written(awaited: Awaited | None) -> str | None:
    return f"{awaited.what} {awaited.number} {milliseconds(awaited.since)}" if awaited else None


def _form(sealed: bytes, lane: str, seal: Seal) -> Form | None:
    try:
        return form_of(json.loads(seal.open(sealed, place_of(lane))))
    except WrongSeal:  # what our keys do not open any more can only be begun anew
        return None


def _unanswered(sealed: bytes, lane: str, seal: Seal) -> Unanswered | None:
    try:
        text, message_id, at = json.loads(seal.open(sealed, _place_of_question(lane)))
    except WrongSeal:  # what our keys do not open can only be asked again
        return None
    return Unanswered(text, message_id, datetime.fromtimestamp(at / 1_000, UTC))


_REMEMBERED: tuple[Column[Any], ...] = (
    conversations.c.language,
    conversations.c.language_fixed,
    conversations.c.blocked,
    conversations.c.last_passages,
    conversations.c.form,
    conversations.c.awaited,
    conversations.c.unanswered,
)
_CONVERSATIONS = select(
    conversations.c.lane, *_REMEMBERED, literal_column("'conversation'", String).label("what")
).where(conversations.c.lane.in_(bindparam("lanes", expanding=True)))


def _lanes_of(what: str, whose: Column[Any]) -> Select[Any]:
    """Return which of the lanes have something, as rows without a conversation."""
    nothing = (sql_cast(null(), column.type) for column in _REMEMBERED)
    having = select(whose, *nothing, literal_column(f"'{what}'", String))
    return having.where(whose.in_(bindparam("lanes", expanding=True))).distinct()


# Looked up beside the conversations, so that whoever has none of them costs no statement more; and not
# columns there, for both outlive a conversation.
_RECALL: CompoundSelect[Any] = union_all(
    _CONVERSATIONS,
    _lanes_of("ticket", tickets.c.requester),
    _lanes_of("notice", notices.c.lane).where(notices.c.outcome.is_(None), notices.c.rung == "pending"),
)


def save(connection: Connection, changed: Mapping[str, Conversation], now: int, seal: Seal) -> None:
    """Store these conversations as they are now."""
    rows = [
        {
            "lane": lane,
            "language": conversation.language,
            "language_fixed": conversation.language_fixed,
            "blocked": conversation.blocked,
            "last_passages": " ".join(conversation.last_passages),
            "updated_at": now,
            "awaited": _written(conversation.awaited),
            **_form_columns(lane, conversation.form, seal),
            **_question_columns(lane, conversation.unanswered, seal),
        }
        for lane, conversation in changed.items()
    ]
    connection.execute(_SAVE[connection.dialect.name], rows)


def _form_columns(lane: str, form: Form | None, seal: Seal) -> dict[str, object]:
    if form is None:
        return {"form": None, "form_until": None}
    record = json.dumps(record_of(form), ensure_ascii=False).encode()
    until = milliseconds(form.touched_at + DRAFT)
    return {"form": seal.close(record, place_of(lane)), "form_until": until}


def _question_columns(lane: str, kept: Unanswered | None, seal: Seal) -> dict[str, object]:
    if kept is None:
        return {"unanswered": None, "unanswered_until": None}
    record = json.dumps([kept.text, kept.message_id, milliseconds(kept.asked_at)], ensure_ascii=False)
    sealed = seal.close(record.encode(), _place_of_question(lane))
    return {"unanswered": sealed, "unanswered_until": milliseconds(kept.asked_at + UNANSWERED)}


def _save(insert: Any) -> Insert:
    statement = insert(conversations)
    new = {
        column.name: statement.excluded[column.name] for column in conversations.c if column.name != "lane"
    }
    upsert: Insert = statement.on_conflict_do_update(index_elements=["lane"], set_=new)
    return upsert


_SAVE = {"sqlite": _save(sqlite.insert), "postgresql": _save(postgresql.insert)}


def await_score(connection: Connection, lane: str, awaited: Awaited | None) -> None:
    """Note that the last thing somebody was asked unasked is for a score; None where it was something else.

    Touches nothing but that: what they are doing themselves goes on, and may be written at the same moment.
    """
    theirs = update(conversations).where(conversations.c.lane == lane)
    score = conversations.c.awaited.like("score %")
    if awaited is None:
        connection.execute(theirs.where(score).values(awaited=None))
        return
    free = (or_(conversations.c.awaited.is_(None), score), conversations.c.form.is_(None))
    connection.execute(theirs.where(*free).values(awaited=_written(awaited)))


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Delete conversations that were silent since before this time; returns how many."""
    old = select(conversations.c.lane).where(conversations.c.updated_at < before).limit(most)
    return connection.execute(delete(conversations).where(conversations.c.lane.in_(old))).rowcount


def erase_forms(connection: Connection, now: int, most: int) -> int:
    """Erase requests whose time to be finished is over; returns how many."""
    old = select(conversations.c.lane).where(conversations.c.form_until < now).limit(most)
    lapsed = update(conversations).where(conversations.c.lane.in_(old))
    return connection.execute(lapsed.values(form=None, form_until=None)).rowcount


def erase_unanswered(connection: Connection, now: int, most: int) -> int:
    """Erase questions that nobody passed on in time; returns how many."""
    old = select(conversations.c.lane).where(conversations.c.unanswered_until < now).limit(most)
    lapsed = update(conversations).where(conversations.c.lane.in_(old))
    return connection.execute(lapsed.values(unanswered=None, unanswered_until=None)).rowcount
