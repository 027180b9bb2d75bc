"""`tickets show` and `tickets file`: what a requester sent is listed, and written out once, on the record."""

from __future__ import annotations

import json
import os
import pwd
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.bootstrap.storage import database_of, seal_of
from bot.cli.operator import operator
from bot.settings import load
from bot.store import files, ticket_check, ticket_logs, tickets
from bot.store.engine import Database
from bot.store.errors import StoreDown
from bot.store.ticket_rows import milliseconds
from handlers.tickets.actors import Actor, Role
from handlers.tickets.log import Exported, TicketEvent
from tests.bot.cli.conftest import Run
from tests.bot.store.attached import CONTENT, NAME, logged
from tests.bot.store.lodged import change, life_of
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY

OTHER = "PR-2026-000123"
NOW = milliseconds(WEDNESDAY + timedelta(days=1))


@pytest.fixture
def store(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give a store with a ticket that has two files, one of them erased, and another ticket."""
    for command in ("show", "file"):
        monkeypatch.setattr(f"bot.cli.tickets_{command}.clock", lambda: NOW)
    database, seal = database_of(load()), seal_of(load())
    life = logged(logged(life_of("ana")), "f2")
    with database.write() as connection:
        tickets.append(connection, [change(life), change(life_of("ben", number=OTHER))], seal)
        for file_id in ("f1", "f2"):
            one = files.sealed(NUMBER, file_id, "m", "application/pdf", CONTENT, NAME, seal)
            files.keep(connection, one, milliseconds(WEDNESDAY))
        files.erase_these(connection, ["f2"])
    yield database
    database.close()


def log_of(store: Database) -> tuple[TicketEvent, ...]:
    with store.read() as connection:
        return ticket_logs.log_of(connection, NUMBER)


def test_the_files_of_a_ticket_are_listed_without_their_names(store: Database, run: Run) -> None:
    lines = run("tickets", "show", NUMBER).stdout.splitlines()
    place = lines.index("Files")
    assert lines[place + 1 : place + 3] == [
        f"  f1  application/pdf, {len(CONTENT)} bytes, 2026-04-01 09:00",
        f"  f2  application/pdf, {len(CONTENT)} bytes, 2026-04-01 09:00 (erased)",
    ]
    assert NAME not in "\n".join(lines)


def test_their_names_are_told_where_words_of_people_are(store: Database, run: Run) -> None:
    assert run("tickets", "show", NUMBER, "--texts").stdout.count(NAME) == 1
    told = json.loads(run("tickets", "show", NUMBER, "--texts", "--json").stdout)["files"]
    assert [one["name"] for one in told] == [NAME, ""]


def test_programs_get_the_files_with_their_digests(store: Database, run: Run) -> None:
    first, second = json.loads(run("tickets", "show", NUMBER, "--json").stdout)["files"]
    assert first == {
        "id": "f1",
        "media_type": "application/pdf",
        "size": len(CONTENT),
        "sha256": files.digest_of(CONTENT),
        "kept_at": "2026-04-01T00:00:00+00:00",
        "erased": False,
    }
    assert second["erased"]


def test_a_ticket_without_files_shows_none(store: Database, run: Run) -> None:
    assert "Files" not in run("tickets", "show", OTHER).stdout
    assert "ファイル" not in run("tickets", "show", OTHER, "--lang", "ja").stdout


def test_a_file_is_written_for_its_owner_alone_and_the_log_notes_who_did_it(
    store: Database, run: Run, tmp_path: Path
) -> None:
    result = run("tickets", "file", "pr 2026 7qk3fx", "f1", "out.pdf")
    assert (result.exit_code, f"Wrote {len(CONTENT)} bytes to out.pdf" in result.stdout) == (0, True)
    written = tmp_path / "out.pdf"
    assert written.read_bytes() == CONTENT
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    event = log_of(store)[-1]
    assert isinstance(event, Exported)
    assert (event.file, event.by) == ("f1", operator())
    assert "File f1 was written out." in run("tickets", "show", NUMBER).stdout
    with store.read() as connection:
        assert ticket_check.check(connection, NUMBER, seal_of(load())) is None


def test_no_file_is_written_over_and_then_nothing_is_logged(
    store: Database, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "out.pdf").write_text("mine", encoding="utf-8")
    before = log_of(store)
    result = run("tickets", "file", NUMBER, "f1", "out.pdf")
    assert (result.exit_code, "exists already" in result.stderr) == (1, True)
    assert (tmp_path / "out.pdf").read_text(encoding="utf-8") == "mine"
    assert log_of(store) == before


def test_where_nothing_can_be_written_nothing_is_logged(store: Database, run: Run) -> None:
    before = log_of(store)
    assert run("tickets", "file", NUMBER, "f1", "nowhere/out.pdf").exit_code == 1
    assert log_of(store) == before


@pytest.mark.parametrize(
    ("number", "file_id", "told"),
    [
        (NUMBER, "f2", "has no file f2, or it was erased"),
        (NUMBER, "f3", "has no file f3"),
        (OTHER, "f1", "has no file f1"),
        ("PR-2026-999999", "f1", "There is no ticket"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_written(
    store: Database, run: Run, tmp_path: Path, number: str, file_id: str, told: str
) -> None:
    result = run("tickets", "file", number, file_id, "out.pdf")
    assert (result.exit_code, told in result.stderr) == (1, True)
    assert not (tmp_path / "out.pdf").exists()


def test_when_the_log_cannot_be_written_no_file_stays(
    store: Database, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise StoreDown("OperationalError")

    monkeypatch.setattr("bot.cli.tickets_file.tickets.append", fails)
    assert run("tickets", "file", NUMBER, "f1", "out.pdf").exit_code != 0
    assert not (tmp_path / "out.pdf").exists()


def test_without_tables_it_says_what_to_do(fresh: Run) -> None:
    result = fresh("tickets", "file", NUMBER, "f1", "out.pdf")
    assert (result.exit_code, "python -m bot migrate" in result.stderr) == (1, True)


def test_a_damaged_file_is_named_by_verify_in_both_languages(store: Database, run: Run) -> None:
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE ticket_files SET digest = 'no' WHERE id = 'f1'")
    assert "entry 4: file f1 is not what came" in run("tickets", "verify").stdout
    assert "記録4：ファイルf1が受け取ったときと異なる" in run("tickets", "verify", "--lang", "ja").stdout


def test_who_types_is_the_user_of_the_machine_also_where_it_has_no_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert operator() == Actor(Role.CASEWORKER, pwd.getpwuid(os.getuid()).pw_name)

    def unknown(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert operator() == Actor(Role.CASEWORKER, f"uid-{os.getuid()}")
