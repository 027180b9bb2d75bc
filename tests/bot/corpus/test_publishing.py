"""Publishing: whole or not at all, never the same twice, and always with a way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.corpus import publishing
from bot.corpus.building import is_ready
from bot.corpus.packing import packed
from bot.corpus.publishing import NoSuchVersion, Refused, Signature
from bot.store import publications
from bot.store.engine import Database
from bot.store.publications import KeptCorpus, Publication
from knowledge.checking.problems import Problem
from knowledge.library import LibraryError, read
from tests.small_policy import COOKIES, RIGHTS, spoil, write

FIRST = Signature(1_000)
Policies = Callable[[str], Path]


def publish_here(
    database: Database,
    folder: Path,
    shipped: Path,
    signature: Signature = FIRST,
    told: list[Problem] | None = None,
) -> KeptCorpus | None:
    tell = told.append if told is not None else lambda _: None
    return publishing.publish(database, folder, shipped, signature, tell)


@pytest.fixture
def publish(database: Database, policy: Policies) -> Callable[[Path], KeptCorpus | None]:
    """Give what publishes a folder; a policy marked "shipped" comes with the program."""
    shipped = policy("shipped")
    return lambda folder: publish_here(database, folder, shipped)


Publish = Callable[[Path], KeptCorpus | None]


def go_back(database: Database, version: str | None = None) -> KeptCorpus | None:
    return publishing.roll_back(database, version, Signature(2_000))


def published(database: Database) -> list[str]:
    """Return the versions of all publications, newest first."""
    with database.read() as connection:
        return [each.publication.version for each in publications.listed(connection)]


def live(database: Database) -> Publication | None:
    with database.read() as connection:
        return publications.newest(connection)


def kept(database: Database, version: str) -> KeptCorpus:
    with database.read() as connection:
        found = publications.corpus(connection, version)
    assert found is not None
    return found


def keep(database: Database, corpus: KeptCorpus) -> None:
    with database.write() as connection:
        publications.keep(connection, corpus)


def test_a_policy_that_is_published_is_live_and_can_be_taken_over(
    database: Database, policy: Policies
) -> None:
    folder = policy("a")
    new = publish_here(database, folder, folder, Signature(1_000, "Sato", "first"))
    assert new is not None
    assert (new.version, new.policy, new.passages) == (read(folder).version, "example", 3)
    assert live(database) == Publication(1, new.version, 1_000, "Sato", "first")
    assert is_ready(kept(database, new.version))


def test_the_first_publication_keeps_what_was_live_before(
    database: Database, policy: Policies, publish: Publish
) -> None:
    a, b = policy("a"), policy("b")
    publish(a)
    publish(b)
    shipped = a.with_name("policy shipped")
    assert published(database) == [read(folder).version for folder in (b, a, shipped)]


def test_what_is_live_already_is_not_written_again(
    database: Database, policy: Policies, publish: Publish
) -> None:
    folder = policy("a")
    publish(folder)
    before = published(database)
    assert publish(folder) is None
    assert published(database) == before


def test_a_shipped_policy_that_cannot_be_read_does_not_hinder(database: Database, policy: Policies) -> None:
    shipped = policy("shipped")
    spoil(shipped)
    publish_here(database, policy("a"), shipped)
    assert len(published(database)) == 1


def test_a_broken_edit_is_refused_by_name_and_nothing_is_written(
    database: Database, policy: Policies, publish: Publish
) -> None:
    publish(policy("a"))
    before = published(database)
    broken = policy("b")
    spoil(broken)
    told: list[Problem] = []
    with pytest.raises(Refused):
        publish_here(database, broken, policy("c"), told=told)
    assert [(each.severity, each.place) for each in told] == [("error", f"passages/{RIGHTS}.toml")]
    assert "number is missing" in told[0].text["en"]
    assert published(database) == before


def test_what_can_be_read_but_has_errors_is_refused(
    database: Database, policy: Policies, publish: Publish
) -> None:
    """Too few example questions: no file is broken, and yet nobody would be understood."""
    poor = policy("poor")
    page = poor / f"passages/{RIGHTS}.toml"
    write(page, page.read_text(encoding="utf-8").replace('"who deletes my data", ', ""))
    assert read(poor).passages
    with pytest.raises(Refused):
        publish(poor)
    assert published(database) == []


def test_what_is_learned_wrongly_is_refused(database: Database, policy: Policies, publish: Publish) -> None:
    """Messages that people wrote speak against an example: it would be answered by the wrong passage."""
    folder = policy("a")
    row = {"language": "en", "text": "who deletes my data", "passages": [COOKIES]}
    (folder / "asked").mkdir()
    lines = [
        json.dumps({"id": f"m{number}", **row, "text": f"{row['text']} {number * '?'}"})
        for number in range(9)
    ]
    write(folder / "asked" / "new.jsonl", "\n".join(lines))
    told: list[Problem] = []
    with pytest.raises(Refused):
        publish_here(database, folder, policy("b"), told=told)
    assert {each.rule for each in told if each.severity == "error"} == {"example-not-learned"}
    assert published(database) == []


def test_warnings_are_told_and_do_not_hinder(database: Database, policy: Policies) -> None:
    told: list[Problem] = []
    assert publish_here(database, policy("a"), policy("shipped"), told=told) is not None
    assert {each.severity for each in told} == {"warning"}


def test_a_broken_first_edit_leaves_the_store_empty(database: Database, policy: Policies) -> None:
    broken = policy("b")
    spoil(broken)
    with pytest.raises(Refused):
        publish_here(database, broken, policy("shipped"))
    assert published(database) == []


def test_files_that_change_while_they_are_read_are_refused(
    database: Database, policy: Policies, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = policy("a")

    def edited_meanwhile(source: Path) -> bytes:
        write(source / "unstated.toml", "# an editor saves")
        return packed(source)

    monkeypatch.setattr("bot.corpus.building.packed", edited_meanwhile)
    with pytest.raises(LibraryError, match="changed while they were read"):
        publish(folder)
    assert published(database) == []


def test_going_back_returns_to_what_was_live_before_and_once_more_returns(
    database: Database, policy: Policies, publish: Publish
) -> None:
    publish(policy("a"))
    publish(policy("b"))
    b, a, shipped = published(database)
    assert [go_back(database), go_back(database)] == [kept(database, a), kept(database, b)]
    assert published(database) == [b, a, b, a, shipped]


def test_one_may_go_back_to_any_version(database: Database, policy: Policies, publish: Publish) -> None:
    publish(policy("a"))
    publish(policy("b"))
    shipped = published(database)[-1]
    go_back(database, shipped)
    assert published(database)[0] == shipped
    assert go_back(database, shipped) is None


@pytest.mark.parametrize(
    ("version", "said"), [(None, "no earlier"), ("nope", "nope was never"), ("", "no earlier")]
)
def test_where_there_is_no_way_back_it_is_said(
    database: Database, policy: Policies, version: str | None, said: str
) -> None:
    folder = policy("a")
    with pytest.raises(NoSuchVersion):
        go_back(database, version)
    publish_here(database, folder, folder)
    with pytest.raises(NoSuchVersion, match=said):
        go_back(database, version)
    assert len(published(database)) == 1


def test_what_another_program_has_learned_is_learned_anew_on_the_way_back(
    database: Database, policy: Policies, publish: Publish
) -> None:
    first = publish(policy("a"))
    second = publish(policy("b"))
    assert first is not None
    assert second is not None
    keep(database, replace(first, trained=second.trained))
    assert go_back(database, first.version) is not None
    assert is_ready(kept(database, first.version))


def test_a_damaged_version_is_mended_by_publishing_its_files_again(
    database: Database, policy: Policies, publish: Publish
) -> None:
    folder = policy("a")
    first = publish(folder)
    assert first is not None
    keep(database, replace(first, source=b"damaged"))
    assert publish(folder) is not None
    assert is_ready(kept(database, first.version))


def test_what_was_learned_before_is_not_learned_again(
    database: Database, policy: Policies, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = policy("a")
    first = publish(folder)
    publish(policy("b"))
    monkeypatch.setattr("bot.corpus.building.ranking_of", None)
    assert publish(folder) == first
