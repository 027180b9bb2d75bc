"""Live knowledge: a process answers by one whole version and takes over the next one whole."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from bot.corpus import live
from bot.corpus.building import made
from bot.corpus.live import LiveKnowledge
from bot.store import publications
from bot.store.engine import Database
from bot.store.errors import StoreDown
from bot.store.publications import KeptCorpus
from knowledge.findings import Finder
from tests.builders import corpus, finding
from tests.fakes import ScriptedFinder
from tests.small_policy import COOKIES, MARK

Policies = Callable[[str], Path]

SHIPPED = ScriptedFinder(corpus(), finding("fallback"))


def shipped() -> Finder:
    return SHIPPED


def publish(database: Database, *versions: KeptCorpus) -> None:
    with database.write() as connection:
        for version in versions:
            publications.keep(connection, version)
            publications.publish(connection, version.version, 0, None, None)


@pytest.fixture
def one(policy: Policies) -> KeptCorpus:
    return made(policy("one"), now=0)


@pytest.fixture
def two(policy: Policies) -> KeptCorpus:
    return made(policy("two"), now=0)


def mark(finder: Finder) -> str:
    """Return the mark of the version that answers, which all its sentences bear."""
    answer = finder.find("do you use cookies", "en")
    assert answer.matches[0].passage_id == COOKIES
    passage = finder.corpus.passage(COOKIES)
    said = [*passage.title.values(), *passage.summary.values(), *passage.text.values()]
    marks = [found[1] for text in said if (found := MARK.search(text))]
    assert len(marks) == len(said)
    assert len(set(marks)) == 1
    return marks[0]


def damaged(version: KeptCorpus) -> KeptCorpus:
    return replace(version, source=version.source[:200])


def test_while_nothing_was_published_the_shipped_policy_answers(database: Database) -> None:
    knowledge = LiveKnowledge(database, shipped)
    knowledge.look()
    assert knowledge.finder() is SHIPPED


def test_a_process_starts_with_what_was_published_last(
    database: Database, one: KeptCorpus, two: KeptCorpus
) -> None:
    publish(database, one, two)
    assert mark(LiveKnowledge(database, shipped).finder()) == "two"


def test_what_is_published_is_taken_over_at_the_next_look(
    database: Database, one: KeptCorpus, two: KeptCorpus
) -> None:
    knowledge = LiveKnowledge(database, shipped)
    marks = []
    for version in (one, two, one):
        publish(database, version)
        knowledge.look()
        marks.append(mark(knowledge.finder()))
    assert marks == ["one", "two", "one"]


def test_an_answer_under_way_keeps_its_version(database: Database, one: KeptCorpus, two: KeptCorpus) -> None:
    publish(database, one)
    knowledge = LiveKnowledge(database, shipped)
    held = knowledge.finder()
    publish(database, two)
    knowledge.look()
    assert (mark(held), mark(knowledge.finder())) == ("one", "two")


def test_of_several_publications_the_last_one_is_taken(
    database: Database, one: KeptCorpus, two: KeptCorpus
) -> None:
    knowledge = LiveKnowledge(database, shipped)
    publish(database, one, two, one, two)
    knowledge.look()
    assert mark(knowledge.finder()) == "two"


def test_the_same_version_published_again_is_not_built_again(database: Database, one: KeptCorpus) -> None:
    publish(database, one)
    knowledge = LiveKnowledge(database, shipped)
    held = knowledge.finder()
    publish(database, one)
    knowledge.look()
    assert knowledge.finder() is held


def broken(version: KeptCorpus, other: KeptCorpus) -> dict[str, KeptCorpus]:
    """Return what a publication can be that a running process cannot take over, by what it is called."""
    return {
        "cut off": damaged(version),
        "no files": replace(version, source=b""),
        "other files": replace(version, source=other.source),
        "no weights": replace(version, trained=b"PK\x03\x04"),
        "weights of another program": replace(version, trained=other.trained),
    }


@pytest.mark.parametrize(
    "fault", ["cut off", "no files", "other files", "no weights", "weights of another program"]
)
def test_a_publication_that_cannot_be_read_leaves_the_old_one_and_is_logged_once(
    database: Database, one: KeptCorpus, two: KeptCorpus, fault: str
) -> None:
    publish(database, one)
    knowledge = LiveKnowledge(database, shipped)
    publish(database, broken(two, one)[fault])
    with structlog.testing.capture_logs() as lines:
        knowledge.look()
        knowledge.look()
    assert mark(knowledge.finder()) == "one"
    assert [(line["event"], line["version"]) for line in lines] == [("knowledge_not_taken_over", two.version)]


def test_the_next_good_publication_is_taken_after_a_broken_one(
    database: Database, one: KeptCorpus, two: KeptCorpus
) -> None:
    publish(database, one)
    knowledge = LiveKnowledge(database, shipped)
    publish(database, damaged(two))
    knowledge.look()
    publish(database, two)
    knowledge.look()
    assert mark(knowledge.finder()) == "two"


def test_a_process_that_starts_goes_back_to_what_it_can_read(
    database: Database, one: KeptCorpus, two: KeptCorpus
) -> None:
    publish(database, one, damaged(two), damaged(two))
    with structlog.testing.capture_logs() as lines:
        knowledge = LiveKnowledge(database, shipped)
        knowledge.look()
    assert mark(knowledge.finder()) == "one"
    assert [line["event"] for line in lines] == ["knowledge_not_taken_over", "knowledge_taken_over"]


def test_a_process_that_starts_answers_by_the_shipped_policy_when_nothing_else_can_be_read(
    database: Database, one: KeptCorpus
) -> None:
    publish(database, damaged(one))
    assert LiveKnowledge(database, shipped).finder() is SHIPPED


def test_a_process_that_starts_learns_what_another_program_has_learned_otherwise(
    database: Database, one: KeptCorpus, two: KeptCorpus
) -> None:
    publish(database, one, replace(two, trained=one.trained))
    assert mark(LiveKnowledge(database, shipped).finder()) == "two"


def test_a_store_that_is_down_leaves_the_old_version_and_the_next_look_goes_on(
    database: Database, one: KeptCorpus, two: KeptCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(database, one)
    knowledge = LiveKnowledge(database, shipped)
    publish(database, two)
    look, looked = knowledge.look, threading.Event()
    refusals = iter([StoreDown("OperationalError")])

    def down_at_first() -> None:
        for refusal in refusals:
            raise refusal
        look()
        looked.set()

    monkeypatch.setattr(live, "_LOOK_SECONDS", 0)
    monkeypatch.setattr(knowledge, "look", down_at_first)
    assert mark(knowledge.finder()) == "one"
    knowledge.follow()
    assert looked.wait(30)
    knowledge.stop()
    assert mark(knowledge.finder()) == "two"
