"""Publications: the newest is live, nothing is lost, and to go back is to publish once more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import publications
from bot.store.engine import Database
from bot.store.publications import KeptCorpus, Listed, Publication

FIRST = KeptCorpus("aaaaaaaaaaaa", "example", 5, b"files of the first", b"trained", built_at=1)
SECOND = KeptCorpus("bbbbbbbbbbbb", "example", 6, b"\x00\xff" * 400_000, b"trained on more", built_at=2)


def publish(
    database: Database, corpus: KeptCorpus, now: int = 0, by: str | None = None, note: str | None = None
) -> int:
    with database.write() as connection:
        publications.keep(connection, corpus)
        return publications.publish(connection, corpus.version, now, by, note)


def newest(database: Database) -> Publication | None:
    with database.read() as connection:
        return publications.newest(connection)


def kept(database: Database, version: str) -> KeptCorpus | None:
    with database.read() as connection:
        return publications.corpus(connection, version)


def listed(database: Database) -> list[Listed]:
    with database.read() as connection:
        return publications.listed(connection)


def test_nothing_is_live_before_something_was_published(database: Database) -> None:
    assert newest(database) is None
    assert listed(database) == []
    assert kept(database, FIRST.version) is None


def test_what_was_published_last_is_live(database: Database) -> None:
    first = publish(database, FIRST, now=10)
    second = publish(database, SECOND, now=20, by="Sato", note="new retention periods")
    assert second > first
    assert newest(database) == Publication(second, SECOND.version, 20, "Sato", "new retention periods")


def test_a_corpus_comes_back_byte_for_byte(database: Database) -> None:
    publish(database, FIRST)
    publish(database, SECOND)
    assert (kept(database, FIRST.version), kept(database, SECOND.version)) == (FIRST, SECOND)


def test_going_back_adds_a_publication_and_changes_none(database: Database) -> None:
    first = publish(database, FIRST, now=10)
    second = publish(database, SECOND, now=20)
    with database.write() as connection:
        back = publications.publish(connection, FIRST.version, 30, None, None)
    assert newest(database) == Publication(back, FIRST.version, 30, None, None)
    assert [each.publication.id for each in listed(database)] == [back, second, first]


def test_the_list_tells_the_size_of_each(database: Database) -> None:
    publish(database, SECOND)
    (only,) = listed(database)
    assert (only.policy, only.passages) == ("example", 6)
    assert only.size == len(SECOND.source) + len(SECOND.trained)


def test_the_same_corpus_learned_anew_replaces_what_was_kept(database: Database) -> None:
    publish(database, FIRST)
    anew = replace(FIRST, trained=b"in a newer form", built_at=9)
    publish(database, anew)
    assert kept(database, FIRST.version) == anew


def test_what_is_not_kept_cannot_be_live(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as connection:
        publications.publish(connection, "cccccccccccc", 0, None, None)
    assert newest(database) is None
