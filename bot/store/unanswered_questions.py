"""Questions that the policy did not answer: kept masked and sealed, and told by how many people asked.

No row says who asked: two keyed hashes find it again when its writer takes it back or is forgotten, and let
people be counted instead of messages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Row, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.sealing import Seal
from bot.store.sources import message_key
from bot.store.tables import unanswered_questions
from knowledge.language import Language
from knowledge.normalise import key

_T = unanswered_questions.c
_WORDINGS = 5  # that are shown of the questions nearest to one passage


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """A question of a person (`lane`), its `text` masked; `candidates` are passages, best first."""

    lane: str
    message_id: str
    text: str
    language: Language
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in the words of whoever asked it last, and how many people asked it so."""

    text: str
    language: Language
    candidates: tuple[str, ...]
    people: int
    last_at: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The questions that came nearest to one passage; "" is none. Some of them, most asked first."""

    passage: str
    people: int
    last_at: int
    wordings: tuple[Wording, ...]


def asker(lane: str, seal: Seal) -> str:
    """Return what a person is counted under here, and nowhere else."""
    return seal.lane("unanswered", lane)


def keep(connection: Connection, questions: Collection[NewQuestion], now: int, seal: Seal) -> None:
    """Keep questions that came in now (milliseconds since 1970, UTC); done twice, it is done once."""
    if questions:
        rows = [_row(one, now, seal) for one in questions]
        connection.execute(_KEEP[connection.dialect.name], rows)


def take_back(connection: Connection, lane: str, message_id: str, seal: Seal) -> None:
    """Erase the question that a message was."""
    connection.execute(_TAKE_BACK, {"which": message_key(lane, message_id, seal)})


def forget(connection: Connection, asked_by: str, upto: int) -> int:
    """Erase what somebody (see `asker`) asked up to this time; returns how many."""
    return connection.execute(_FORGET, {"whose": asked_by, "upto": upto}).rowcount


def count(connection: Connection, asked_by: str) -> int:
    """Return how many questions of somebody (see `asker`) are kept."""
    return int(connection.execute(_COUNT, {"whose": asked_by}).scalar_one())


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Erase questions from before this time; returns how many."""
    old = select(_T.message).where(_T.at < before).limit(most)
    return connection.execute(delete(unanswered_questions).where(_T.message.in_(old))).rowcount


def by_wording(connection: Connection, since: int, most: int, seal: Seal) -> list[Wording]:
    """Return what was asked since a time, in the order of how many people asked it."""
    found = connection.execute(_BY_WORDING, {"since": since, "most": most}).all()
    newest = _newest(connection, found, seal)
    return [Wording(*newest[row.same], row.people, row.last) for row in found]


def by_passage(connection: Connection, since: int, most: int, seal: Seal) -> list[Nearest]:
    """Return what was asked since a time by the passage that came nearest."""
    found = connection.execute(_BY_PASSAGE, {"since": since, "most": most}).all()
    passages = [row.passage for row in found]
    inside = connection.execute(_WITHIN, {"since": since, "passages": passages}).all() if passages else ()
    newest = _newest(connection, inside, seal)
    wordings: dict[str, list[Wording]] = {one: [] for one in passages}
    for row in inside:
        wordings[row.passage].append(Wording(*newest[row.same], row.people, row.last))
    return [Nearest(row.passage, row.people, row.last, tuple(wordings[row.passage])) for row in found]


def _row(question: NewQuestion, now: int, seal: Seal) -> dict[str, Any]:
    message = message_key(question.lane, question.message_id, seal)
    told = {"text": question.text, "language": question.language, "candidates": question.candidates}
    alike = key(question.text) or question.text
    return {
        "message": message,
        "person": asker(question.lane, seal),
        "at": now,
        "same": seal.lane("unanswered.same", f"{question.language}:{alike}"),
        "passage": next(iter(question.candidates), ""),
        "sealed": seal.close(orjson.dumps(told), _place(message)),
    }


def _newest(
    connection: Connection, found: Sequence[Row[Any]], seal: Seal
) -> Mapping[str, tuple[str, Language, tuple[str, ...]]]:
    """Return the words that each of the questions found was asked in last."""
    if not found:
        return {}
    last, newest = {one.same: one.last for one in found}, {}
    for row in connection.execute(_NEWEST, {"same": list(last), "last": list(set(last.values()))}):
        if row.at != last[row.same] or row.same in newest:
            continue
        told = orjson.loads(seal.open(row.sealed, _place(row.message)))
        newest[row.same] = (told["text"], told["language"], tuple(told["candidates"]))
    return newest


def _place(message: str) -> str:
    return f"unanswered:{message}"


def _keep(insert: Any) -> Insert:
    statement: Insert = insert(unanswered_questions).on_conflict_do_nothing(index_elements=["message"])
    return statement


_KEEP = {"sqlite": _keep(sqlite.insert), "postgresql": _keep(postgresql.insert)}
_TAKE_BACK = delete(unanswered_questions).where(_T.message == bindparam("which"))
_FORGET = delete(unanswered_questions).where(_T.person == bindparam("whose"), _T.at <= bindparam("upto"))
_COUNT = select(func.count()).where(_T.person == bindparam("whose"))

_PEOPLE = func.count(_T.person.distinct()).label("people")
_LAST = func.max(_T.at).label("last")
_SINCE = _T.at >= bindparam("since")
_BY_WORDING = (
    select(_T.same, _PEOPLE, _LAST)
    .where(_SINCE)
    .group_by(_T.same)
    .order_by(_PEOPLE.desc(), _LAST.desc(), _T.same)
    .limit(bindparam("most"))
)
_BY_PASSAGE = (
    select(_T.passage, _PEOPLE, _LAST)
    .where(_SINCE)
    .group_by(_T.passage)
    .order_by(_PEOPLE.desc(), _LAST.desc(), _T.passage)
    .limit(bindparam("most"))
)
_INSIDE = (
    select(_T.passage, _T.same, _PEOPLE, _LAST)
    .where(_SINCE, _T.passage.in_(bindparam("passages", expanding=True)))
    .group_by(_T.passage, _T.same)
    .subquery()
)
_PLACES = select(
    _INSIDE,
    func.row_number()
    .over(partition_by=_INSIDE.c.passage, order_by=[_INSIDE.c.people.desc(), _INSIDE.c.last.desc()])
    .label("place"),
).subquery()
_WITHIN = select(_PLACES).where(_PLACES.c.place <= _WORDINGS).order_by(_PLACES.c.passage, _PLACES.c.place)
# Each with each, for SQLite finds no index for pairs; what is no pair is left out afterwards.
_NEWEST = select(_T.message, _T.same, _T.at, _T.sealed).where(
    _T.same.in_(bindparam("same", expanding=True)), _T.at.in_(bindparam("last", expanding=True))
)
