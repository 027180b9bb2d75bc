"""Published knowledge: every corpus that ever was, and which one is live since when.

The newest publication is live. To go back is to publish an earlier corpus once more, so nothing is ever
changed or lost.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.tables import corpora, publications


@dataclass(frozen=True, slots=True)
class KeptCorpus:
    """A corpus as it is kept: `source` are its files, `trained` what was learned from them.

    `version` is the hash of its content, `policy` the id of the document, `built_at` in milliseconds since
    1970, UTC.
    """

    version: str
    policy: str
    passages: int
    source: bytes
    trained: bytes
    built_at: int


@dataclass(frozen=True, slots=True)
class Publication:
    """That a corpus went live at `published_at` (milliseconds since 1970, UTC)."""

    id: int
    version: str
    published_at: int
    published_by: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication with what is worth knowing of its corpus; `size` in bytes."""

    publication: Publication
    policy: str
    passages: int
    size: int


def keep(connection: Connection, corpus: KeptCorpus) -> None:
    """Keep a corpus. What is held of the same version is replaced, for a newer program learns otherwise."""
    connection.execute(_KEEP[connection.dialect.name], asdict(corpus))


def _keep(insert: Any) -> Insert:
    statement = insert(corpora)
    new = {column.name: statement.excluded[column.name] for column in corpora.c if column.name != "version"}
    upsert: Insert = statement.on_conflict_do_update(index_elements=["version"], set_=new)
    return upsert


_KEEP = {"sqlite": _keep(sqlite.insert), "postgresql": _keep(postgresql.insert)}


def publish(connection: Connection, version: str, now: int, by: str | None, note: str | None) -> int:
    """Let a corpus that is kept be the live one; returns the publication's id."""
    row = publications.insert().values(version=version, published_at=now, published_by=by, note=note)
    return int(connection.execute(row.returning(publications.c.id)).scalar_one())


_PUBLICATIONS: Select[Any] = select(publications).order_by(publications.c.id.desc())
_NEWEST = _PUBLICATIONS.limit(1)


def newest(connection: Connection) -> Publication | None:
    """Return what is live; None when nothing was ever published."""
    row = connection.execute(_NEWEST).one_or_none()
    return Publication(*row) if row else None


def in_force(connection: Connection, at: int) -> Publication | None:
    """Return what was live at a moment (milliseconds since 1970, UTC); None before the first one."""
    earlier = _PUBLICATIONS.where(publications.c.published_at <= at).limit(1)
    row = connection.execute(earlier).one_or_none()
    return Publication(*row) if row else None


def corpus(connection: Connection, version: str) -> KeptCorpus | None:
    """Return the corpus of this version; None when none is kept."""
    row = connection.execute(select(corpora).where(corpora.c.version == version)).one_or_none()
    return KeptCorpus(*row) if row else None


def listed(connection: Connection) -> list[Listed]:
    """Return every publication, newest first, without the contents."""
    size = func.length(corpora.c.source) + func.length(corpora.c.trained)
    found = _PUBLICATIONS.join(corpora).add_columns(corpora.c.policy, corpora.c.passages, size)
    return [
        Listed(Publication(*publication), policy, passages, length)
        for *publication, policy, passages, length in connection.execute(found)
    ]
