"""Publishing while processes answer: each answer is of one version, and all take over the new one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.corpus import publishing
from bot.corpus.building import made
from bot.corpus.publishing import Refused, Signature
from bot.store import publications
from bot.store.engine import Database
from bot.store.publications import KeptCorpus
from knowledge.library import read
from tests.bot.store.another_process import AnotherProcess, another_process
from tests.bot.store.conftest import database, postgres_with_tables, postgresql_database, sqlite_database
from tests.processes.desk import PATIENCE, Desk
from tests.small_policy import MARK, small_policy, spoil

__all__ = ["database", "postgres_with_tables", "postgresql_database", "sqlite_database"]

pytestmark = pytest.mark.timeout(120)

PROCESSES = 8
TAKEN_OVER_WITHIN = 2.0  # seconds after `publish` has returned
ANSWERING = "import sys; from tests.processes.answering import main; main(sys.argv[1])"


def publish(database: Database, folder: Path) -> None:
    publishing.publish(database, folder, folder, Signature(1), lambda _: None)


@pytest.fixture
def policies(tmp_path: Path) -> Callable[[str], Path]:
    """Give what writes a policy that bears a mark."""
    return lambda mark: small_policy(tmp_path / f"policy {mark}", mark)


@pytest.fixture
def answering(database: Database, policies: Callable[[str], Path]) -> Iterator[list[AnotherProcess]]:
    """Give eight processes that answer without a pause by the version "one"."""
    publish(database, policies("one"))
    address = database.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        found = [stack.enter_context(another_process(ANSWERING, address)) for _ in range(PROCESSES)]
        assert {process.hear().split()[0] for process in found} == {"one"}
        yield found


def heard_next(process: AnotherProcess) -> tuple[str, float]:
    """Return the next version that a process answers by, and since when."""
    mark, since = process.hear().split()
    return mark, float(since)


def publish_damaged(database: Database, version: KeptCorpus) -> None:
    """Let a row be live that no process can read, as no command of ours would."""
    with database.write() as connection:
        publications.keep(connection, replace(version, source=b"damaged on its way"))
        publications.publish(connection, version.version, version.built_at, None, None)


def test_eight_processes_take_over_what_is_published_and_never_mix_two_versions(
    database: Database, policies: Callable[[str], Path], answering: list[AnotherProcess], tmp_path: Path
) -> None:
    publish(database, policies("two"))
    published = time.time()
    taken_over = [heard_next(process) for process in answering]

    broken = policies("broken")
    spoil(broken)
    with pytest.raises(Refused):
        publish(database, broken)
    publish_damaged(database, made(policies("damaged"), now=3))

    publishing.roll_back(database, read(tmp_path / "policy one").version, Signature(4))
    rolled_back = time.time()
    back = [heard_next(process) for process in answering]

    assert {mark for mark, _ in taken_over} == {"two"}
    assert {mark for mark, _ in back} == {"one"}
    assert max(since for _, since in taken_over) - published < TAKEN_OVER_WITHIN
    assert max(since for _, since in back) - rolled_back < TAKEN_OVER_WITHIN
    for process in answering:
        process.say("stop")
        answers, _, mixed, _ = process.hear().split()
        assert int(answers) > 20
        assert int(mixed) == 0


def test_a_worker_answers_by_what_was_published_while_it_ran(desk: Desk, tmp_path: Path) -> None:
    hanako = desk.line.add_person("花子")
    desk.start("webhook")
    desk.start("worker")
    answers = 0

    def asked() -> set[str]:
        nonlocal answers
        answers += 1
        desk.line.say(hanako.id, "do you use cookies")
        desk.wait_for_answers(answers)
        said = [item.message for item in desk.line.items(hanako.id) if item.sender == "bot"][-1]
        return set(MARK.findall(json.dumps(said)))

    assert asked() == set()
    for mark in ("one", "two"):
        desk.run("knowledge", "publish", str(small_policy(tmp_path / mark, mark)))
        until = time.monotonic() + PATIENCE
        while (marks := asked()) != {mark}:
            assert len(marks) < 2
            assert time.monotonic() < until
