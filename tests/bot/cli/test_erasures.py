"""`erasures`: what people had erased is listed without words, and erased again after a restore."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap.storage import clock, database_of, seal_of
from bot.settings import load
from bot.store import conversations, erasures, tickets
from bot.store.engine import Database
from bot.store.sealing import Seal
from handlers.conversation import Conversation
from tests.bot.cli.conftest import Run
from tests.bot.store.lodged import change, life_of
from tests.handlers.tickets.lives import NUMBER

LANE, OTHER = "a" * 32, "b" * 32
CERTIFICATE = "certificate-of-22-long"


@pytest.fixture
def store(run: Run) -> Iterator[Database]:  # makes the tables
    database = database_of(load())
    yield database
    database.close()


@pytest.fixture
def seal() -> Seal:
    return seal_of(load())


def remember(store: Database, seal: Seal, *lanes: str) -> None:
    with store.write() as connection:
        for lane in lanes:
            conversations.save(connection, {lane: Conversation(language="en")}, clock() - 10_000, seal)


def remembered(store: Database, seal: Seal) -> set[str]:
    with store.read() as connection:
        return set(conversations.load(connection, [LANE, OTHER], seal))


def forget(store: Database, seal: Seal, withdrawn: tuple[str, ...] = ()) -> None:
    with store.write() as connection:
        erasures.forget(connection, CERTIFICATE, LANE, (), withdrawn, clock(), seal)


def as_before_it(store: Database, seal: Seal, *lanes: str) -> None:
    """Put the store back to what a backup from before the erasure has."""
    with store.write() as connection:
        erasures.forget_before(connection, clock() + 10_000, 10)
    remember(store, seal, *lanes)


def written(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "erasures.json"
    file.write_text(run("erasures", "list", "--json").output, encoding="utf-8")
    return file


def test_erasures_are_listed_with_what_went(run: Run, store: Database, seal: Seal) -> None:
    remember(store, seal, LANE)
    forget(store, seal, (NUMBER,))
    result = run("erasures", "list")
    assert result.exit_code == 0
    assert result.output.startswith(CERTIFICATE)
    assert result.output.endswith(f"conversations 1, {NUMBER} withdrawn\n")


def test_programs_get_the_same_as_json(run: Run, store: Database, seal: Seal) -> None:
    forget(store, seal)
    told = json.loads(run("erasures", "list", "--json").output)
    (one,) = told["erasures"]
    assert (one["certificate"], one["lane"], one["kept"], one["withdrawn"]) == (CERTIFICATE, LANE, [], [])
    assert one["at"].endswith("+00:00")


def test_where_nobody_was_forgotten_the_list_is_empty(run: Run) -> None:
    assert run("erasures", "list").output == ""


def test_after_a_restore_the_same_is_erased_again_and_nothing_else(
    run: Run, store: Database, seal: Seal, tmp_path: Path
) -> None:
    forget(store, seal)
    file = written(run, tmp_path)
    as_before_it(store, seal, LANE, OTHER)
    result = run("erasures", "replay", file)
    assert (result.exit_code, result.output) == (0, "1 of 1 erasures done again.\n")
    assert remembered(store, seal) == {OTHER}
    assert run("erasures", "list", "--json").output == file.read_text(encoding="utf-8")


def test_done_twice_it_is_done_once(run: Run, store: Database, seal: Seal, tmp_path: Path) -> None:
    forget(store, seal)
    file = written(run, tmp_path)
    remember(store, seal, LANE)
    assert run("erasures", "replay", file).output == "0 of 1 erasures done again.\n"
    assert remembered(store, seal) == {LANE}


def test_a_ticket_that_is_open_again_is_named(run: Run, store: Database, seal: Seal, tmp_path: Path) -> None:
    forget(store, seal, (NUMBER,))
    file = written(run, tmp_path)
    as_before_it(store, seal)
    with store.write() as connection:
        tickets.append(connection, [change(life_of(LANE))], seal)
    assert f"{NUMBER} was withdrawn and is open in this store." in run("erasures", "replay", file).output


@pytest.mark.parametrize(
    "record",
    [
        [],
        {"erasures": 1},
        {"erasures": ["x"]},
        {"erasures": [{"lane": LANE}]},
        {"erasures": [{"certificate": "c", "lane": "x", "at": "2026-04-01T00:00:00+00:00", "counts": {}}]},
        {"erasures": [{"certificate": "c", "lane": LANE, "at": "2026-04-01T00:00:00", "counts": {}}]},
        {"erasures": [{"certificate": "c", "lane": LANE, "at": "yesterday", "counts": {}}]},
    ],
)
def test_a_file_that_is_something_else_is_refused_before_anything_is_erased(
    run: Run, store: Database, seal: Seal, tmp_path: Path, record: Any
) -> None:
    remember(store, seal, LANE)
    file = tmp_path / "other.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    result = run("erasures", "replay", file)
    assert result.exit_code == 1
    assert "is not what `erasures list --json` writes" in result.output
    assert remembered(store, seal) == {LANE}
