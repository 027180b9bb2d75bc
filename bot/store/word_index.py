"""Texts of tickets are found by their words without being readable: each word is kept as a keyed hash.

One row a text, in the same transaction as the text itself. The full text index of the engine looks them up:
`tsvector` on PostgreSQL, FTS5 on SQLite, which triggers keep in step. See docs/decisions/0018.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, text
from sqlalchemy.sql.elements import TextClause

from bot.store.sealing import Seal
from bot.store.tables import ticket_words
from bot.store.words import words_of
from handlers.tickets.changes import SaltedText


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that has all hashes asked for; whether it has the words, only the text itself tells."""

    text_id: str
    number: str


def keep(connection: Connection, number: str, texts: Mapping[str, SaltedText], seal: Seal) -> None:
    """Let texts of a ticket be found."""
    rows = [
        {"text_id": text_id, "number": number, "tokens": _tokens(kept.text, seal)}
        for text_id, kept in texts.items()
    ]
    if rows:
        connection.execute(ticket_words.insert(), rows)


def erase(connection: Connection, number: str) -> None:
    """Let no text of a ticket be found any more."""
    connection.execute(_ERASE, {"whose": number})


def erase_these(connection: Connection, ids: Collection[str]) -> None:
    """Let some texts be found no more."""
    if ids:
        connection.execute(_ERASE_THESE, {"which": list(ids)})


def find(connection: Connection, query: str, most: int, seal: Seal) -> list[Hit]:
    """Return the newest texts that may have all words of a query, at most so many."""
    words = words_of(query)
    if not words:
        return []
    statement, joint = _FIND[connection.dialect.name]
    wanted = joint.join(sorted(seal.token(word) for word in words))
    found = connection.execute(statement, {"wanted": wanted, "most": most})
    return [Hit(row.text_id, row.number) for row in found]


def _tokens(words: str, seal: Seal) -> str:
    # In the order of the hashes, so that nothing tells which word stood beside which.
    return " ".join(sorted(seal.token(word) for word in words_of(words)))


_ERASE = delete(ticket_words).where(ticket_words.c.number == bindparam("whose"))
_ERASE_THESE = delete(ticket_words).where(ticket_words.c.text_id.in_(bindparam("which", expanding=True)))
_FIND: Mapping[str, tuple[TextClause, str]] = {
    "sqlite": (
        text(
            "SELECT text_id, number FROM ticket_words WHERE id IN (SELECT rowid FROM ticket_words_index"
            " WHERE ticket_words_index MATCH :wanted ORDER BY rowid DESC LIMIT :most) ORDER BY id DESC"
        ),
        " ",
    ),
    "postgresql": (
        text(
            "SELECT text_id, number FROM ticket_words WHERE tokens @@ CAST(:wanted AS tsquery)"
            " ORDER BY id DESC LIMIT :most"
        ),
        " & ",
    ),
}
