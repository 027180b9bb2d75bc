"""What we remember of each person between two messages, under a pseudonym."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.tables import conversations
from handlers.conversation import Conversation
from knowledge.language import Language


def load(connection: Connection, lanes: Sequence[str]) -> dict[str, Conversation]:
    """Return the conversations of these lanes; a lane we know nothing of is left out."""
    found = connection.execute(_LOAD, {"lanes": list(lanes)})
    return {
        row.lane: Conversation(
            language=cast("Language", row.language),
            language_fixed=row.language_fixed,
            blocked=row.blocked,
            last_passages=tuple(row.last_passages.split()),
        )
        for row in found
    }


_LOAD = select(conversations).where(conversations.c.lane.in_(bindparam("lanes", expanding=True)))


def save(connection: Connection, changed: Mapping[str, Conversation], now: int) -> None:
    """Store these conversations as they are now."""
    rows = [
        {
            "lane": lane,
            "language": conversation.language,
            "language_fixed": conversation.language_fixed,
            "blocked": conversation.blocked,
            "last_passages": " ".join(conversation.last_passages),
            "updated_at": now,
        }
        for lane, conversation in changed.items()
    ]
    connection.execute(_SAVE[connection.dialect.name], rows)


def _save(insert: Any) -> Insert:
    statement = insert(conversations)
    new = {
        column.name: statement.excluded[column.name] for column in conversations.c if column.name != "lane"
    }
    upsert: Insert = statement.on_conflict_do_update(index_elements=["lane"], set_=new)
    return upsert


_SAVE = {"sqlite": _save(sqlite.insert), "postgresql": _save(postgresql.insert)}


def forget_before(connection: Connection, before: int, most: int) -> int:
    """Delete conversations that were silent since before this time; returns how many."""
    old = select(conversations.c.lane).where(conversations.c.updated_at < before).limit(most)
    return connection.execute(delete(conversations).where(conversations.c.lane.in_(old))).rowcount
