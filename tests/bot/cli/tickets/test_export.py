"""`tickets export`: a copy of a ticket in a file for its owner alone, on the record."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import stat
from pathlib import Path

import pytest

from bot.downloads.rendering import pdf_possible
from bot.store.engine import Database
from tests.bot.cli.conftest import Run
from tests.bot.cli.tickets.three_tickets import NOTE, OTHER
from tests.bot.store.lodged import SALT, SECRET_WORDS
from tests.handlers.tickets.lives import NUMBER


def test_a_copy_for_the_requester_can_be_checked_and_holds_no_notes_of_staff(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    result = run("tickets", "export", NUMBER, "copy.json")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Wrote {NUMBER} to copy.json. The file holds personal data.\n",
    )
    copy = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    assert (copy["schema_version"], copy["about"]["number"]) == (2, NUMBER)
    assert copy["texts"] == {"heard": {"text": SECRET_WORDS, "salt": SALT.hex()}}
    salted = bytes.fromhex(copy["texts"]["heard"]["salt"]) + copy["texts"]["heard"]["text"].encode()
    assert copy["entries"][4]["event"]["text"]["digest"] == hashlib.sha256(salted).hexdigest()
    assert copy["entries"][5]["event"] is None


def test_the_hash_that_a_copy_ends_with_can_be_looked_up_later(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    run("tickets", "export", NUMBER, "copy.json")
    head = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))["about"]["head"]
    run("tickets", "export", NUMBER, "later.json")
    log = json.loads(run("tickets", "show", NUMBER, "--json").stdout)["log"]
    assert [entry["hash"] for entry in log].index(head) == len(log) - 2


def test_who_wrote_a_copy_out_is_in_the_log_and_in_the_copy(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    run("tickets", "export", NUMBER, "copy.json")
    last = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))["entries"][-1]["event"]
    name = pwd.getpwuid(os.getuid()).pw_name
    assert (last["what"], last["by"]) == ("exported", {"role": "caseworker", "id": name})
    assert "Written into a file." in run("tickets", "show", NUMBER).stdout
    assert run("tickets", "verify").exit_code == 0


def test_what_could_not_be_written_is_not_in_the_log(filled: Database, run: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.json").touch()
    run("tickets", "export", NUMBER, "copy.json")
    assert "Written into a file." not in run("tickets", "show", NUMBER).stdout


def test_a_copy_can_be_a_page_that_needs_no_other_file(filled: Database, run: Run, tmp_path: Path) -> None:
    assert run("tickets", "export", NUMBER, "copy.html", "--format", "html").exit_code == 0
    page = (tmp_path / "copy.html").read_text(encoding="utf-8")
    assert (SECRET_WORDS in page, NOTE in page, "<style>" in page) == (True, False, True)


def test_a_copy_can_be_a_pdf(filled: Database, run: Run, tmp_path: Path) -> None:
    if not pdf_possible():
        pytest.skip("WeasyPrint is not installed (the extra pdf)")
    assert run("tickets", "export", NUMBER, "copy.pdf", "--format", "pdf").exit_code == 0
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF-")


def test_without_the_library_a_pdf_is_refused_with_what_to_do(
    filled: Database, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.tickets_export.pdf_possible", lambda: False)
    result = run("tickets", "export", NUMBER, "copy.pdf", "--format", "pdf")
    assert (result.exit_code, "pip install" in result.stderr) == (1, True)
    assert not (tmp_path / "copy.pdf").exists()


def test_of_no_ticket_no_file_is_left_behind(store: Database, run: Run, tmp_path: Path) -> None:
    run("tickets", "export", OTHER, "copy.json")
    assert not (tmp_path / "copy.json").exists()


def test_a_copy_with_notes_holds_every_text(filled: Database, run: Run, tmp_path: Path) -> None:
    run("tickets", "export", NUMBER, "all.json", "--with-notes")
    copy = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert set(copy["texts"]) == {"heard", "noted"}


def test_a_copy_is_for_its_owner_alone_and_never_written_over_a_file(
    filled: Database, run: Run, tmp_path: Path
) -> None:
    run("tickets", "export", NUMBER, "copy.json")
    assert stat.S_IMODE((tmp_path / "copy.json").stat().st_mode) == 0o600
    before = (tmp_path / "copy.json").read_bytes()
    again = run("tickets", "export", OTHER, "copy.json")
    assert (again.exit_code, again.stderr) == (1, "Error: copy.json exists already; nothing was written.\n")
    assert (tmp_path / "copy.json").read_bytes() == before
    assert run("tickets", "export", NUMBER, "nowhere/copy.json").exit_code == 1
